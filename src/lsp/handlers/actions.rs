//! Code actions.

use ls_types::*;
use tower_lsp::jsonrpc::Result;

use super::answer;
use crate::compose::{INSERTION_KINDS as KINDS, InsertionKind};
use crate::ide;
use crate::lsp::to_proto;
use crate::lsp::world::World;

/// What can be done in a range, of the kinds that the client wants.
pub(crate) async fn actions(world: &World, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
    answer(world, &params.text_document.uri, move |view| {
        let span = view.map().span(params.range);
        let wanted = |it: &ide::Action| is_wanted(params.context.only.as_deref(), it.kind);
        let actions = ide::actions(view.analysis()?, span, menu(&params.context));
        let actions = actions.iter().filter(|it| wanted(it));
        let out =
            actions.filter_map(|it| to_proto::action(it, &view.document, &view.checked, &view.snapshot));
        Some(out.map(CodeActionOrCommand::from).collect())
    })
    .await
}

/// How much the client asks for. Editors ask by themselves wherever the cursor rests; what can be put in is for who
/// opens the menu.
fn menu(context: &CodeActionContext) -> ide::Menu {
    let only = context.only.as_deref();
    if context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC) {
        return ide::Menu::Fixes;
    }
    let wanted: Vec<InsertionKind> = KINDS
        .into_iter()
        .filter(|&it| is_wanted(only, ide::ActionKind::Insert(it)))
        .collect();
    match wanted[..] {
        [] => ide::Menu::Fixes,
        [one] => ide::Menu::Only(one),
        _ => ide::Menu::Everything,
    }
}

/// `source.fixAll` asks for `source.fixAll.backline`, too. No list asks for everything.
fn is_wanted(only: Option<&[CodeActionKind]>, kind: ide::ActionKind) -> bool {
    let kind = to_proto::action_kind(kind);
    let covers = |it: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(it.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || it.as_str().is_empty())
    };
    only.is_none_or(|only| only.iter().any(covers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_covers_its_kinds() {
        let only = |it: &'static str| [CodeActionKind::new(it)];
        assert!(is_wanted(None, ide::ActionKind::QuickFix));
        assert!(is_wanted(Some(&only("source")), ide::ActionKind::FixAll));
        assert!(is_wanted(
            Some(&only("source.fixAll.backline")),
            ide::ActionKind::FixAll
        ));
        assert!(!is_wanted(Some(&only("source.fix")), ide::ActionKind::FixAll));
        let quote = ide::ActionKind::Insert(InsertionKind::Quote);
        assert!(!is_wanted(Some(&only("quickfix")), quote));
        assert!(is_wanted(Some(&only("")), quote));
        assert!(is_wanted(Some(&only("refactor.insert.backline.quote")), quote));
        assert!(!is_wanted(Some(&only("refactor.insert.backline.fact")), quote));
    }

    #[test]
    fn whoever_asks_for_one_kind_gets_more_of_it() {
        let asked = |only: &[&'static str], trigger| {
            menu(&CodeActionContext {
                diagnostics: Vec::new(),
                only: (!only.is_empty()).then(|| only.iter().map(|it| CodeActionKind::new(it)).collect()),
                trigger_kind: trigger,
            })
        };
        assert_eq!(asked(&[], None), ide::Menu::Everything);
        assert_eq!(asked(&["refactor"], None), ide::Menu::Everything);
        assert_eq!(asked(&["quickfix"], None), ide::Menu::Fixes);
        assert_eq!(
            asked(&["refactor.insert.backline.quote"], None),
            ide::Menu::Only(InsertionKind::Quote)
        );
        assert_eq!(
            asked(&[], Some(CodeActionTriggerKind::AUTOMATIC)),
            ide::Menu::Fixes
        );
    }
}

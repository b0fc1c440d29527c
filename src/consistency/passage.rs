//! The passages of a draft that are compared with one another (title, headings, header rows, sentences, comments in
//! code), each read once: what it says, and what is wrong with it alone.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use super::attribute::{self, Statement};
use super::event::{self, Length};
use super::moment::{self, Moment};
use super::spelling::{self, Spelt};
use super::threshold::{self, Kept, Limit};
use super::{Kind, change, elapsed, equation, parts, share};
use crate::claim::Claim;
use crate::draft::{BlockKind, Draft};
use crate::language::alias::Aliases;
use crate::text::{Span, View};

/// Where a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// `title:` of the front matter.
    Title,
    /// A heading of this level.
    Heading(u8),
    /// The header row of a table.
    Header,
    /// A row of a table.
    Row,
    /// A sentence of a list item.
    Item,
    /// A sentence of a paragraph.
    Prose,
    /// A sentence of a block quote.
    Quote,
    /// A comment line inside a code block.
    Comment,
}

/// A passage and what it says.
pub(super) struct Passage<'d> {
    pub(super) role: Role,
    /// Index of its block; `None` for the front matter.
    pub(super) block: Option<usize>,
    /// Index of the sentence that it is, where it is one.
    pub(super) sentence: Option<usize>,
    pub(super) view: Cow<'d, View>,
    pub(super) reading: Arc<Reading>,
}

impl Passage<'_> {
    pub(super) fn text(&self) -> &str {
        self.view.text()
    }

    pub(super) fn in_file(&self, span: Span) -> Span {
        self.view.in_file(span)
    }

    pub(super) fn claim(&self) -> &Claim {
        &self.reading.claim
    }

    /// Whether it is a sentence that the author tells: no heading, no row, no comment, nobody else's words.
    pub(super) fn is_told(&self) -> bool {
        matches!(self.role, Role::Item | Role::Prose)
    }
}

/// What a passage says.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) claim: Claim,
    /// What a second value elsewhere would contradict.
    pub(super) statements: Vec<Statement>,
    /// How long things took.
    pub(super) lengths: Vec<Length>,
    /// What happened at its only clock time.
    pub(super) moment: Option<Moment>,
    /// Limits that it states.
    pub(super) limits: Vec<Limit>,
    /// Values that it says to keep a limit that is stated elsewhere.
    pub(super) kept: Vec<Kept>,
    /// Names, word by word.
    pub(super) names: Vec<Spelt>,
    /// What is wrong with it alone; spans of the view.
    pub(super) local: Vec<Local>,
}

/// A conflict inside one passage; spans of its view.
#[derive(Debug)]
pub(super) struct Local {
    pub(super) kind: Kind,
    pub(super) span: Span,
    pub(super) proof: String,
    pub(super) other: Option<Span>,
}

/// Readings of an earlier version of a draft, by text.
#[derive(Debug, Default)]
pub struct Memo {
    kept: FxHashMap<u64, Arc<Reading>>,
}

impl Memo {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

/// Reads the passages of `draft`, in its order.
pub(super) fn read<'d>(draft: &'d Draft, aliases: &Aliases, memo: &mut Memo) -> Vec<Passage<'d>> {
    let mut reader = Reader {
        aliases,
        known: std::mem::take(&mut memo.kept),
        kept: FxHashMap::default(),
        passages: Vec::with_capacity(draft.sentences.len() + draft.blocks.len() / 2),
    };
    if let Some(title) = draft.front_matter.get("title") {
        let view = View::plain(&title.value, title.span.start);
        // A value with escapes has no way back to its bytes.
        if draft.text.get(title.span.range()) == Some(title.value.as_str()) {
            reader.push(Role::Title, None, None, Cow::Owned(view), &[]);
        }
    }
    let mut sentence = 0;
    for (at, block) in draft.blocks.iter().enumerate() {
        let role = match block.kind {
            BlockKind::Heading(level) => Role::Heading(level),
            BlockKind::TableHeader => Role::Header,
            BlockKind::Code => {
                for span in comments(block.view.text()) {
                    reader.push(
                        Role::Comment,
                        Some(at),
                        None,
                        Cow::Owned(block.view.slice(span)),
                        &[],
                    );
                }
                continue;
            }
            BlockKind::TableRow => Role::Row,
            BlockKind::ListItem => Role::Item,
            BlockKind::Paragraph => Role::Prose,
            BlockKind::BlockQuote => Role::Quote,
        };
        if matches!(role, Role::Heading(_) | Role::Header) {
            reader.push(role, Some(at), None, Cow::Borrowed(&block.view), &[]);
            continue;
        }
        while let Some(it) = draft.sentences.get(sentence).filter(|it| it.block == at) {
            reader.push(role, Some(at), Some(sentence), Cow::Borrowed(&it.view), &it.code);
            sentence += 1;
        }
    }
    memo.kept = reader.kept;
    reader.passages
}

struct Reader<'a, 'd> {
    aliases: &'a Aliases,
    known: FxHashMap<u64, Arc<Reading>>,
    kept: FxHashMap<u64, Arc<Reading>>,
    passages: Vec<Passage<'d>>,
}

impl<'d> Reader<'_, 'd> {
    fn push(
        &mut self,
        role: Role,
        block: Option<usize>,
        sentence: Option<usize>,
        view: Cow<'d, View>,
        code: &[Span],
    ) {
        let mut hasher = FxHasher::default();
        (view.text(), code, role).hash(&mut hasher);
        let key = hasher.finish();
        let known = self.kept.get(&key).cloned().or_else(|| self.known.remove(&key));
        let aliases = self.aliases;
        let reading = known.unwrap_or_else(|| Arc::new(reading(view.text(), code, role, aliases)));
        self.kept.insert(key, Arc::clone(&reading));
        self.passages.push(Passage {
            role,
            block,
            sentence,
            view,
            reading,
        });
    }
}

fn reading(text: &str, code: &[Span], role: Role, aliases: &Aliases) -> Reading {
    let claim = Claim::read(text, code, aliases);
    let mut reading = Reading {
        statements: attribute::statements(text, &claim),
        lengths: event::lengths(text, &claim),
        moment: moment::read(text, &claim, role),
        limits: threshold::limits(text, &claim),
        kept: threshold::kept(text, &claim),
        names: spelling::names(text, code, &claim),
        local: Vec::new(),
        claim,
    };
    if !reading.claim.amounts.is_empty() || !reading.claim.times.is_empty() {
        let (claim, local) = (&reading.claim, &mut reading.local);
        threshold::local(text, claim, local);
        if role != Role::Comment {
            elapsed::local(text, claim, local);
            change::local(text, claim, local);
            share::local(text, claim, local);
            equation::local(text, code, claim, local);
            parts::local(text, claim, local);
        }
    }
    reading
}

/// The comment lines of `code`, without their marks: somebody's words, not the program's.
fn comments(code: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        let bare = line.trim_start();
        let mark = ["# ", "// ", "-- "].iter().find(|it| bare.starts_with(**it));
        if let Some(mark) = mark {
            let from = start + (line.len() - bare.len()) + mark.len();
            let to = start + line.trim_end().len();
            if from < to {
                found.push(Span::new(from, to));
            }
        }
        start += line.len();
    }
    found
}

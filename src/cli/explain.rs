//! `backline explain`: the page of a rule.

use super::{Exit, terminal};
use crate::rules;
use crate::workspace::unknown_rule;

pub(super) fn run(name: &str) -> Exit {
    let Some(rule) = rules::find(name) else {
        terminal::report_error(&unknown_rule(name));
        return Exit::Trouble;
    };
    let mut page = rule.docs.trim_end().to_owned();
    page.push('\n');
    if terminal::print(&page) {
        Exit::Clean
    } else {
        Exit::Trouble
    }
}

//! stub
use super::Issue;
use super::judge::Case;
use crate::evidence::Entry;
use crate::language::time::TimeRef;

/// Whether an entry states this clock time, or its turn carries it.
pub(super) fn states_clock(entry: &Entry, minutes: u16) -> bool {
    entry.clock == Some(minutes)
        || entry
            .claim
            .times
            .iter()
            .any(|it| matches!(it.value, TimeRef::Clock { minutes: m, .. } if m == minutes))
}

pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    let _ = (case, issues);
}

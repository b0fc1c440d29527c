//! stub
use super::Issue;
use super::judge::Case;
pub(super) fn check(case: &mut Case<'_>, issues: &mut Vec<Issue>) -> usize {
    let _ = (case, issues);
    0
}

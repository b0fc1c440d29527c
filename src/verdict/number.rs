//! stub
use super::judge::Case;
use super::{Derivation, Issue};
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>, derivations: &mut Vec<Derivation>) {
    let _ = (case, issues, derivations);
}

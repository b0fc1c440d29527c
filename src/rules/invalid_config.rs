//! `invalid-config`: the configuration holds an unknown key or a bad value; raised where it is read.

use super::{Check, Rule};
use crate::diagnostic::{Group, Severity};

/// The configuration cannot be understood.
pub(super) static RULE: Rule = Rule {
    name: "invalid-config",
    group: Group::Hygiene,
    severity: Some(Severity::Error),
    fixable: false,
    docs: include_str!("invalid_config.md"),
    check: Check::Config,
};

//! The one integration binary: a module for each surface.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests read files and start programs"
)]

mod actions;
mod articles;
mod cli;
mod completion;
mod conflicts;
mod consistency;
mod corrections;
mod derived;
mod docs;
mod draft_rules;
mod echoes;
mod editors;
mod facts;
mod fixtures;
mod formats;
mod goes_on;
mod images;
mod introductions;
mod lsp;
mod people;
mod phrases;
mod properties;
mod retold;
mod rules;
mod rules_pages;
mod scope;
mod series;
mod tidy;
mod timeline;
mod told;
mod verdicts;
mod voice;
mod writing;

//! The integration tests, one binary: whole stories, the house rules, the documents, real editors.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests read files and start programs"
)]

mod cli;
mod docs;
mod editors;
mod fixtures;
mod lsp;
mod tidy;

//! The one integration binary.

mod rules;
mod rules_pages;
mod docs;
mod editors;
mod fixtures;
mod lsp;
mod tidy;

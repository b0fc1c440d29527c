//! The one integration binary: a module for each surface.

mod cli;
mod docs;
mod editors;
mod fixtures;
mod lsp;
mod rules;
mod rules_pages;
mod tidy;

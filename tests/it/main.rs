//! The one integration binary.

mod rules;
mod rules_pages;

//! The one integration binary.

mod lsp;

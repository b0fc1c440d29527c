//! The language server as editors meet it.

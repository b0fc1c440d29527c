//! The language server: protocol types live here and nowhere else.

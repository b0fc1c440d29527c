//! Byte spans, line index and normalised views of a text. Bytes inside, nothing else: no columns in
//! UTF-16 here (that is `lsp/position.rs`).

mod line_index;
mod span;
mod view;

pub use line_index::LineIndex;
pub use span::Span;
pub use view::View;

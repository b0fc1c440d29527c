//! Reading English: words and stems, sentences, quantities, times, names, polarity, aliases.
//! Everything here is a pure function of text; spans are bytes of the text given.

mod abbreviation;
pub mod alias;
pub mod concrete;
mod following;
mod list;
pub mod names;
pub mod order;
pub mod polarity;
pub mod quantity;
mod scan;
pub mod sentence;
pub mod time;
pub mod words;

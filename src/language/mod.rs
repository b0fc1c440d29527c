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

/// Holds every text of a table to the reading beside it, and shows all that read otherwise.
#[cfg(test)]
fn hold(cases: &[(&str, &str)], show: fn(&str) -> String) {
    let wrong = cases.iter().filter_map(|&(text, expected)| {
        let found = show(text);
        (found != expected).then(|| format!("{text:?}: expected {expected:?}, found {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

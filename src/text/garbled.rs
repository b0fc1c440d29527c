//! Text that was read in the wrong encoding once and saved like that: `üö®` for 🚨, `â€™` for ’.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::Span;

/// What UTF-8 was taken for; of two that explain as much the first.
const TAKEN_FOR: [&Encoding; 2] = [MACINTOSH, WINDOWS_1252];

/// Fewer garbled places prove nothing: a lone one may be meant.
const LEAST: usize = 2;

/// The garbled places of `text`, in order, each with what stood there once. A run of characters outside ASCII is one
/// where its bytes in the old encoding, one for the whole text, are UTF-8. Nothing where the runs that are not so
/// outnumber those that are.
pub fn garbled(text: &str) -> Vec<(Span, String)> {
    let mut best: Vec<(Span, String)> = Vec::new();
    for encoding in TAKEN_FOR {
        let mut others = 0;
        let mut found = Vec::new();
        for span in runs(text) {
            match repaired(encoding, &text[span.range()]) {
                Some(it) => found.push((span, it)),
                None => others += 1,
            }
        }
        if LEAST <= found.len() && others < found.len() && best.len() < found.len() {
            best = found;
        }
    }
    best
}

/// Runs of characters outside ASCII.
fn runs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|it| !it.is_ascii())?;
        let len = bytes[start..].iter().position(u8::is_ascii);
        at = len.map_or(bytes.len(), |it| start + it);
        Some(Span::new(start, at))
    })
}

/// What a run was that `encoding` garbled. Marks that would stand on the character before it prove the contrary.
fn repaired(encoding: &'static Encoding, run: &str) -> Option<String> {
    let (bytes, _, has_failed) = encoding.encode(run);
    if has_failed {
        return None;
    }
    let text = std::str::from_utf8(&bytes).ok()?;
    let is_mark = |it: char| matches!(it, '\u{300}'..='\u{36f}') || it.is_control();
    let is_other = !text.is_ascii() && text.chars().count() < run.chars().count();
    (is_other && !text.chars().any(is_mark)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        garbled(text).into_iter().map(|it| it.1).collect()
    }

    #[test]
    fn what_was_read_as_mac_roman_or_latin_is_known() {
        assert_eq!(read("\u{f8ff}üö® fired ‚Üí paged ‚úÖ"), ["🚨", "→", "✅"]);
        assert_eq!(read("itâ€™s the cafÃ©"), ["’", "é"]);
    }

    #[test]
    fn what_is_meant_stays() {
        assert_eq!(read("naïve → café — 🚨 done"), [""; 0]);
        assert_eq!(read("one ‚Üí only"), [""; 0]);
        assert_eq!(read("Ünal, Özil and ‚Üí, ‚Üí, Šime, “so”"), [""; 0]);
    }
}

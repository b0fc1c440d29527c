//! Words shown to people: source text made safe for Markdown, and the difference between two wordings.

/// Longest piece of a source that a hover quotes, in characters.
const LONGEST: usize = 280;

/// More words than this are not compared one by one.
const MOST_WORDS: usize = 120;

/// `text` on one line, shortened, with nothing that Markdown would read as markup.
pub(super) fn quoted(text: &str) -> String {
    escape(&shortened(text, LONGEST))
}

/// `text` on one line and at most about `most` characters, cut between words.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count() + 1;
        if most < length + width {
            if out.is_empty() {
                out.extend(word.chars().take(most));
            }
            out.push('…');
            return out;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        length += width;
    }
    out
}

/// Backslashes before what would be markup at the start of a line, and before nothing else: several
/// editors show a hover's source as it is.
pub(super) fn escape(text: &str) -> String {
    escaped(text, true)
}

/// The same for text in the middle of a line.
pub(super) fn escape_inside(text: &str) -> String {
    escaped(text, false)
}

fn escaped(text: &str, at_start: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        let inside_word = before.is_alphanumeric() && rest.peek().is_some_and(|it| it.is_alphanumeric());
        let is_markup = match it {
            '\\' | '`' | '*' | '<' | '[' | ']' | '~' | '|' => true,
            '_' => !inside_word,
            '#' | '>' | '+' | '-' => at_start && out.is_empty(),
            '&' => rest.peek().is_some_and(|it| it.is_alphanumeric() || *it == '#'),
            '.' | ')' => {
                let makes_list = rest.peek().is_none_or(|it| it.is_whitespace());
                at_start && makes_list && !out.is_empty() && out.bytes().all(|it| it.is_ascii_digit())
            }
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(it);
        before = it;
    }
    out
}

/// Two wordings as Markdown, the words that only one has struck out in the first and bold in the second.
/// `None` where they are the same or too long to compare.
pub(super) fn diff(draft: &str, source: &str) -> Option<(String, String)> {
    let a: Vec<&str> = draft.split_whitespace().collect();
    let b: Vec<&str> = source.split_whitespace().collect();
    if MOST_WORDS < a.len() || MOST_WORDS < b.len() {
        return None;
    }
    let (in_a, in_b) = common(&a, &b);
    let is_same = in_a.iter().chain(&in_b).all(|&it| it);
    (!is_same).then(|| (marked(&a, &in_a, "~~"), marked(&b, &in_b, "**")))
}

/// Which words of each belong to their longest common subsequence. Case and the punctuation around a word
/// make no difference.
fn common(a: &[&str], b: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let bare = |it: &&str| {
        let bare = it.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
        if bare.is_empty() { (*it).to_owned() } else { bare }
    };
    let (x, y): (Vec<String>, Vec<String>) = (a.iter().map(bare).collect(), b.iter().map(bare).collect());
    let mut length = vec![vec![0u16; y.len() + 1]; x.len() + 1];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            length[i][j] = if x[i] == y[j] {
                length[i + 1][j + 1] + 1
            } else {
                length[i + 1][j].max(length[i][j + 1])
            };
        }
    }
    let (mut in_a, mut in_b) = (vec![false; x.len()], vec![false; y.len()]);
    let (mut i, mut j) = (0, 0);
    while i < x.len() && j < y.len() {
        if x[i] == y[j] {
            (in_a[i], in_b[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if length[i + 1][j] < length[i][j + 1] {
            j += 1;
        } else {
            i += 1;
        }
    }
    (in_a, in_b)
}

/// The words in a row, runs of those that are not `kept` between `mark`s.
fn marked(words: &[&str], kept: &[bool], mark: &str) -> String {
    let mut out = String::new();
    for (n, word) in words.iter().enumerate() {
        let opens = !kept[n] && (n == 0 || kept[n - 1]);
        let closes = !kept[n] && kept.get(n + 1).copied().unwrap_or(true);
        if 0 < n {
            out.push(' ');
        }
        if opens {
            out.push_str(mark);
        }
        out.push_str(&escape_inside(word));
        if closes {
            out.push_str(mark);
        }
    }
    out
}

/// `1 sentence`, `3 sentences`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_marked_word_by_word() {
        let (draft, source) = diff("Always looks green.", "it always shows green").expect("they differ");
        assert_eq!(draft, "Always ~~looks~~ green.");
        assert_eq!(source, "**it** always **shows** green");
        assert_eq!(diff("Crash loud.", "crash loud"), None);
    }

    #[test]
    fn only_markup_is_escaped() {
        assert_eq!(
            escape("max_open_files is *not* 5"),
            "max_open_files is \\*not\\* 5"
        );
        assert_eq!(escape("# a <b> [x]"), "\\# a \\<b> \\[x\\]");
        assert_eq!(escape("12. done"), "12\\. done");
        assert_eq!(escape("1.29 is"), "1.29 is");
        assert_eq!(escape("R&D"), "R\\&D");
        assert_eq!(
            escape("it went from 1.27 to 1.29 - ok"),
            "it went from 1.27 to 1.29 - ok"
        );
    }

    #[test]
    fn long_text_is_cut_between_words() {
        assert_eq!(shortened("one\n two  three", 8), "one two…");
        assert_eq!(shortened("abcdefgh", 3), "abc…");
    }
}

//! Lines that belong to a site generator and not to the page: Liquid and Hugo tags, kramdown attribute lists.
//! Markdown knows none of them and takes such a line for a paragraph, which swallows the link definitions on the
//! lines behind it.

use std::borrow::Cow;
use std::ops::Range;

/// `text` with such lines blanked, byte for byte, so that every offset stays what it is. Lines of fenced code
/// stay: there they are what is shown.
pub(super) fn blanked(text: &str) -> Cow<'_, str> {
    if !["{%", "{{", "{:"].iter().any(|it| text.contains(it)) {
        return Cow::Borrowed(text);
    }
    let lines = tag_lines(text);
    if lines.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for line in lines {
        blanked.push_str(&text[at..line.start]);
        blanked.extend(std::iter::repeat_n(' ', line.len()));
        at = line.end;
    }
    blanked.push_str(&text[at..]);
    Cow::Owned(blanked)
}

/// The lines of `text` that hold tags alone, without their line breaks, ascending.
fn tag_lines(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim_end_matches(['\n', '\r']);
        let words = body.trim_start_matches([' ', '\t', '>']);
        match fence {
            Some(open) => {
                let closes =
                    words.starts_with(open) && words.trim_start_matches(&open[..1]).trim().is_empty();
                if closes {
                    fence = None;
                }
            }
            None if words.starts_with("```") || words.starts_with("~~~") => {
                let mark = &words[..1];
                fence = Some(&words[..words.len() - words.trim_start_matches(mark).len()]);
            }
            None if holds_tags_alone(words.trim_end()) => {
                found.push(start + (body.len() - words.len())..start + body.len());
            }
            None => {}
        }
    }
    found
}

/// `{% include x.html %}`, `{{< figure src="x" >}}`, `{:#anchor .class}`: one or more of them, and no words.
/// `{{ page.title }}` prints a value, which may be a word of its sentence.
fn holds_tags_alone(line: &str) -> bool {
    const TAGS: [(&str, &str); 4] = [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"), ("{:", "}")];
    let mut rest = line;
    while let Some((open, close)) = TAGS.iter().find(|it| rest.starts_with(it.0)) {
        let Some(end) = rest[open.len()..].find(close) else {
            return false;
        };
        rest = rest[open.len() + end + close.len()..].trim_start();
    }
    rest.is_empty() && !line.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_tags_are_blank_to_markdown() {
        for (text, lines) in [
            (
                "{% include refs.md %}\n[a]: /b\n",
                "                     \n[a]: /b\n",
            ),
            ("Words.\r\n{:#place .wide}\r\n", "Words.\r\n               \r\n"),
            ("> {% if x %}{% endif %}\n", ">                      \n"),
            ("{{< ü >}}", "          "),
        ] {
            assert_eq!(blanked(text), lines);
            assert_eq!(blanked(text).len(), text.len());
        }
    }

    #[test]
    fn tags_beside_words_and_in_code_stay() {
        for text in [
            "{% if x %} words {% endif %}\n",
            "{{ page.title }}\n",
            "{% never closed\n",
            "```\n{% raw %}\n```\n",
            "~~~~ liquid\n{% raw %}\n~~~\n{% raw %}\n~~~~\n",
            "",
        ] {
            assert_eq!(blanked(text), text);
        }
    }
}

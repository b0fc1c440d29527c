//! JSON with positions: every value knows its bytes in the file, and decoded strings know the way back. The only
//! place of the formats that knows the JSON library.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::text::{Span, View, floor};

/// A value of a JSON text.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    /// Its text, trimmed.
    raw: &'a str,
    /// Where it begins in the file.
    at: usize,
}

impl<'a> Node<'a> {
    /// The value that `text`, which begins at `at` in the file, is; the place and what is wrong with it otherwise.
    pub(super) fn parse(text: &'a str, at: usize) -> Result<Node<'a>, (usize, String)> {
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| {
            let line = text
                .split_inclusive('\n')
                .take(error.line().saturating_sub(1))
                .map(str::len);
            let place = line.sum::<usize>() + error.column().saturating_sub(1);
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default().to_owned();
            (at + floor(text, place), message)
        })?;
        Ok(Node {
            raw: raw.get(),
            at: at + offset(text, raw.get()),
        })
    }

    /// It as it stands in the file.
    pub(super) fn text(self) -> &'a str {
        self.raw
    }

    /// Its bytes in the file.
    pub(super) fn span(self) -> Span {
        Span::new(self.at, self.at + self.raw.len())
    }

    /// The values of an array; none where it is none.
    pub(super) fn items(self) -> Vec<Node<'a>> {
        if !self.raw.starts_with('[') {
            return Vec::new();
        }
        let items: Vec<&'a RawValue> = serde_json::from_str(self.raw).unwrap_or_default();
        items.into_iter().map(|it| self.inner(it)).collect()
    }

    /// The first value of an array; what stands behind it is not looked at.
    pub(super) fn first(self) -> Option<Node<'a>> {
        let inner = self.raw.strip_prefix('[')?;
        let mut values = serde_json::Deserializer::from_str(inner).into_iter::<&'a RawValue>();
        values.next()?.ok().map(|it| self.inner(it))
    }

    /// The entries of an object, in their order; none where it is none.
    pub(super) fn object(self) -> Object<'a> {
        let entries = if self.raw.starts_with('{') {
            serde_json::from_str::<Entries<'a>>(self.raw).map_or_else(|_| Vec::new(), |it| it.0)
        } else {
            Vec::new()
        };
        let entries = entries.into_iter().map(|(key, it)| (key, self.inner(it)));
        Object {
            entries: entries.collect(),
        }
    }

    /// The value under `key` of an object. For several keys ask [`Node::object`] once.
    pub(super) fn get(self, key: &str) -> Option<Node<'a>> {
        self.object().get(key)
    }

    fn inner(self, it: &'a RawValue) -> Node<'a> {
        Node {
            raw: it.get(),
            at: self.at + offset(self.raw, it.get()),
        }
    }

    /// A string, decoded, with the way back to the file.
    pub(super) fn view(self) -> Option<View> {
        let inner = self.raw.strip_prefix('"')?.strip_suffix('"')?;
        let mut view = View::default();
        let mut at = 0;
        while at < inner.len() {
            let plain = inner[at..].find('\\').unwrap_or(inner.len() - at);
            view.push(&inner[at..at + plain], self.at + 1 + at);
            at += plain;
            if at < inner.len() {
                if let Some(itself @ ('"' | '\\' | '/')) = inner[at + 1..].chars().next() {
                    view.push(itself.encode_utf8(&mut [0; 4]), self.at + 2 + at);
                    at += 2;
                    continue;
                }
                let (read, len) = escape(&inner[at..]);
                let raw = Span::new(self.at + 1 + at, self.at + 1 + at + len);
                let mut buffer = [0; 4];
                view.push_mapped(read.encode_utf8(&mut buffer), raw);
                at += len;
            }
        }
        Some(view)
    }

    /// A string, decoded.
    pub(super) fn string(self) -> Option<String> {
        self.raw
            .starts_with('"')
            .then(|| serde_json::from_str(self.raw).ok())?
    }

    /// A number, or a string that is one.
    pub(super) fn number(self) -> Option<f64> {
        let digits = self.raw.trim_matches('"').trim();
        digits.parse().ok().filter(|it: &f64| it.is_finite())
    }

    /// Whether it is `true`.
    pub(super) fn is_true(self) -> bool {
        self.raw == "true"
    }

    /// Whether it is an array.
    pub(super) fn is_array(self) -> bool {
        self.raw.starts_with('[')
    }

    /// Whether it is an object.
    pub(super) fn is_object(self) -> bool {
        self.raw.starts_with('{')
    }
}

/// The entries of an object.
pub(super) struct Object<'a> {
    entries: Vec<(String, Node<'a>)>,
}

impl<'a> Object<'a> {
    /// The value under `key`, unless that is `null`.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let found = self.entries.iter().find(|it| it.0 == key);
        found.map(|it| it.1).filter(|it| it.raw != "null")
    }

    /// Whether all of `keys` are there.
    pub(super) fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.entries.iter().any(|it| it.0 == *key))
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Node<'a>)> {
        self.entries.iter().map(|it| (it.0.as_str(), it.1))
    }

    /// The string under `key`, decoded.
    pub(super) fn string(&self, key: &str) -> Option<String> {
        self.get(key)?.string()
    }

    /// The string under `key`, decoded, with the way back to the file.
    pub(super) fn view(&self, key: &str) -> Option<View> {
        self.get(key)?.view()
    }

    /// The number under `key`.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        self.get(key)?.number()
    }
}

/// Keys and values in the order of the text.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(it) = map.next_entry::<String, &'de RawValue>()? {
                    entries.push(it);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// Where `inner`, a part of `outer`, begins in it.
fn offset(outer: &str, inner: &str) -> usize {
    inner
        .as_ptr()
        .addr()
        .saturating_sub(outer.as_ptr().addr())
        .min(outer.len())
}

/// What the escape at the start of `text` stands for, and its bytes.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        text.get(at..at + 4)
            .and_then(|it| u32::from_str_radix(it, 16).ok())
    };
    match text.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b't') => ('\t', 2),
        Some(b'r') => ('\r', 2),
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{c}', 2),
        Some(b'u') => {
            let first = unit(2).unwrap_or(0xFFFD);
            let is_pair = (0xD800..0xDC00).contains(&first) && text.get(6..8) == Some("\\u");
            let second = is_pair.then(|| unit(8)).flatten();
            if let Some(second) = second.filter(|it| (0xDC00..0xE000).contains(it)) {
                let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12);
            }
            let read = char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER);
            (read, 6.min(text.len()))
        }
        _ => ('\\', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_decoded_and_lead_back_to_the_file() {
        let file = r#"  {"a": [1, {"text": "so \"it\"\n\u2192 \ud83d\udea8 fell"}], "b": null}"#;
        let root = Node::parse(file, 0).expect("it is JSON");
        assert!(root.get("b").is_none());
        let items = root.get("a").expect("a is there").items();
        assert_eq!(items[0].number(), Some(1.0));
        let view = items[1].object().view("text").expect("a string");
        assert_eq!(view.text(), "so \"it\"\n→ 🚨 fell");
        assert_eq!(items[1].object().string("text").as_deref(), Some(view.text()));
        let word = view.text().find("fell").expect("the word is there");
        let raw = view.in_file(Span::new(word, word + 4));
        assert_eq!(&file[raw.range()], "fell");
        let quoted = view.in_file(Span::new(3, 7));
        assert_eq!(&file[quoted.range()], "\"it\\\"");
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        let (place, message) = Node::parse("{\"a\": 1,\n \"b\" 2}", 10)
            .err()
            .expect("a colon is missing");
        assert_eq!((place, message.as_str()), (10 + 14, "expected `:`"));
        assert!(Node::parse("", 0).is_err());
        assert!(Node::parse(&"[".repeat(10_000), 0).is_err());
    }
}

//! The author's bio: who they are, the words that stand under every post, and the slot in them.

/// A bio.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bio {
    /// Path for messages.
    pub path: String,
    /// The author's full name, where the file states it.
    pub name: Option<String>,
    /// The file's text.
    pub text: String,
    /// "Bio Schema": what stands under every post.
    pub schema: Option<Schema>,
    /// "Examples": bios as they were published.
    pub examples: Vec<String>,
    /// "Kicker Notes": what the slot wants.
    pub kicker: String,
}

/// The words that stand under every post, with the slots in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// In order.
    pub parts: Vec<Part>,
    /// Its line of the file, from 1.
    pub line: usize,
}

/// A piece of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words that stay.
    Fixed(String),
    /// What a bracketed slot asks for, without its brackets.
    Slot(String),
}

impl Schema {
    /// The pieces of `text`; links are words.
    fn parse(text: &str, line: usize) -> Schema {
        let mut parts = Vec::new();
        let mut fixed = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('[') {
            let Some(close) = rest[open..].find(']').map(|it| open + it) else {
                break;
            };
            fixed.push_str(&rest[..open]);
            let inner = &rest[open + 1..close];
            rest = &rest[close + 1..];
            let target = rest.strip_prefix('(').and_then(|it| it.find(')'));
            if let Some(end) = target {
                fixed.push_str(inner);
                rest = &rest[end + 2..];
                continue;
            }
            let before = std::mem::take(&mut fixed);
            if before.chars().any(char::is_alphanumeric) {
                parts.push(Part::Fixed(before.trim().to_owned()));
            }
            parts.push(Part::Slot(inner.trim().to_owned()));
        }
        fixed.push_str(rest);
        if fixed.chars().any(char::is_alphanumeric) {
            parts.push(Part::Fixed(fixed.trim().to_owned()));
        }
        Schema { parts, line }
    }

    /// What its slots ask for.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|it| match it {
            Part::Slot(text) => Some(text.as_str()),
            Part::Fixed(_) => None,
        })
    }

    /// Its fixed words, piece by piece.
    pub fn fixed(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|it| match it {
            Part::Fixed(text) => Some(text.as_str()),
            Part::Slot(_) => None,
        })
    }
}

impl Bio {
    /// Reads a bio. The name stands in the first heading ("Author Bio: Mara Holt"), else it opens the prose
    /// ("Mara Holt is …").
    pub fn parse(path: &str, text: &str) -> Bio {
        Bio {
            path: path.to_owned(),
            name: name_in_heading(text).or_else(|| name_in_prose(text)),
            text: text.to_owned(),
            ..Bio::of_sections(&paragraphs(text))
        }
    }

    /// What the sections of the file hold. Headings are matched loosely; a file without any that fits has the
    /// paragraph with a slot as its schema, else its only one.
    fn of_sections(paragraphs: &[Paragraph<'_>]) -> Bio {
        let under = |words: &[&str]| -> Vec<&Paragraph<'_>> {
            let is_meant = |it: &&Paragraph<'_>| words.iter().any(|word| it.heading.contains(word));
            paragraphs.iter().filter(is_meant).collect()
        };
        let mut schema = under(&["schema", "template", "format", "boilerplate"]);
        if schema.is_empty() {
            schema = paragraphs.iter().collect();
            let only_one = schema.len() == 1;
            schema.retain(|it| only_one || it.has_slot());
            schema.truncate(1);
        }
        // What stands behind the slot are notes about it.
        if let Some(last) = schema.iter().rposition(|it| it.has_slot()) {
            schema.truncate(last + 1);
        } else {
            schema.truncate(1);
        }
        let line = schema.first().map(|it| it.line);
        let words = joined(schema.iter().map(|it| it.text.as_str()));
        Bio {
            schema: line.map(|line| Schema::parse(&words, line)),
            examples: under(&["example"]).iter().map(|it| it.text.clone()).collect(),
            kicker: joined(under(&["kicker"]).iter().map(|it| it.text.as_str())),
            ..Bio::default()
        }
    }

    /// The author's first name.
    pub fn first_name(&self) -> Option<String> {
        let first = self.name.as_deref()?.split_whitespace().next()?;
        Some(first.to_owned())
    }
}

/// Lines that belong together, under a heading.
struct Paragraph<'a> {
    /// The nearest heading, in small letters; the file's title is none.
    heading: String,
    /// Its words on one line, without marks of quotations, lists and code.
    text: String,
    /// Its first line, from 1.
    line: usize,
    lines: Vec<&'a str>,
}

impl Paragraph<'_> {
    fn has_slot(&self) -> bool {
        Schema::parse(&self.text, 0).slots().next().is_some()
    }
}

fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let mut res: Vec<Paragraph<'_>> = Vec::new();
    let (mut heading, mut is_open) = (String::new(), false);
    for (n, line) in (1..).zip(text.lines()) {
        let bare = line.trim().trim_start_matches(['>', ' ']);
        let is_item = bare.starts_with("- ") || bare.starts_with("* ");
        if bare.is_empty() || bare.starts_with("```") || bare.starts_with("---") {
            is_open = false;
        } else if bare.starts_with('#') {
            let is_title = bare.starts_with("# ");
            heading = if is_title {
                String::new()
            } else {
                bare.to_lowercase()
            };
            is_open = false;
        } else {
            if !is_open || is_item {
                res.push(Paragraph {
                    heading: heading.clone(),
                    text: String::new(),
                    line: n,
                    lines: Vec::new(),
                });
            }
            if let Some(last) = res.last_mut() {
                last.lines.push(bare.trim_start_matches(['-', '*', '+', ' ']));
            }
            is_open = true;
        }
    }
    for it in &mut res {
        let words = it.lines.join(" ").replace("**", "");
        it.text = words.trim_matches(['"', '“', '”', '_', '*', ' ']).to_owned();
    }
    res
}

fn joined<'a>(pieces: impl Iterator<Item = &'a str>) -> String {
    pieces.collect::<Vec<&str>>().join(" ")
}

fn name_in_heading(text: &str) -> Option<String> {
    let heading = text.lines().find_map(|it| it.trim().strip_prefix("# "))?.trim();
    let last = heading.rsplit([':', '–', '—']).next().unwrap_or(heading);
    let last = last.rsplit(" - ").next().unwrap_or(last);
    let labels = [
        "author", "bio", "about", "the", "profile", "schema", "me", "of", "for",
    ];
    let words = last
        .split_whitespace()
        .filter(|it| !labels.contains(&it.to_lowercase().as_str()));
    name(words)
}

fn name_in_prose(text: &str) -> Option<String> {
    let is_prose = |it: &&str| !it.is_empty() && !it.starts_with(['#', '-', '>', '<', '[', '|', '`']);
    let line = text.lines().map(str::trim).find(is_prose)?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let count = words.iter().take_while(|it| starts_upper(it)).count();
    // "Mara Holt is …": a name is followed by something that is not one.
    let follows = words.get(count)?;
    let is_sentence = [
        "is", "has", "was", "runs", "works", "writes", "leads", "keeps", "builds",
    ]
    .contains(follows);
    if is_sentence {
        name(words.into_iter().take(count))
    } else {
        None
    }
}

/// One to four capitalised words.
fn name<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let words: Vec<&str> = words
        .map(|it| it.trim_matches(|it: char| !it.is_alphanumeric() && it != '.'))
        .collect();
    let is_name = (1..=4).contains(&words.len()) && words.iter().all(|it| starts_upper(it));
    is_name.then(|| words.join(" "))
}

fn starts_upper(word: &str) -> bool {
    word.trim_start_matches(['*', '_'])
        .starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        Bio::parse("persona/bio.md", text).name
    }

    #[test]
    fn the_schema_has_fixed_words_and_slots() {
        let text = "# Author Bio: Mara Holt\n\n## Bio Schema\nMara Holt runs ferries at \
                    [Ferry](https://ferry.example).\nShe swims. [A dry kicker.]\n\nKeep it short.\n\n\
                    ## Examples\n> \"Mara Holt runs ferries. Her printer is fine.\"\n\n## Kicker Notes\nDry.\nRotating.\n";
        let bio = Bio::parse("persona/bio.md", text);
        let schema = bio.schema.expect("there is a schema");
        assert_eq!(
            schema.parts,
            [
                Part::Fixed("Mara Holt runs ferries at Ferry. She swims.".into()),
                Part::Slot("A dry kicker.".into())
            ]
        );
        assert_eq!(schema.line, 4);
        assert_eq!(bio.examples, ["Mara Holt runs ferries. Her printer is fine."]);
        assert_eq!(bio.kicker, "Dry. Rotating.");
    }

    #[test]
    fn a_file_without_sections_is_its_own_schema_where_it_says_one_thing() {
        let schema = |text: &str| Bio::parse("", text).schema.map(|it| it.parts);
        assert_eq!(
            schema("# Bio\n\nMara Holt runs ferries.\n"),
            Some(vec![Part::Fixed("Mara Holt runs ferries.".into())])
        );
        assert_eq!(schema("Mara was born.\n\nShe moved.\n"), None);
        assert_eq!(schema(""), None);
        let parts = schema("Notes first.\n\nMara Holt [does what] at [where].\n").map(|it| it.len());
        assert_eq!(parts, Some(4));
    }

    #[test]
    fn the_name_stands_in_the_heading_or_opens_the_prose() {
        assert_eq!(
            name("# Author Bio: Mara Holt\n\n## Bio Schema\nMara is"),
            Some("Mara Holt".into())
        );
        assert_eq!(name("# Mara Holt\n"), Some("Mara Holt".into()));
        assert_eq!(name("# About Mara\n"), Some("Mara".into()));
        let schema = "# Author Bio\n\n## Bio Schema\nMara Holt is an engineer at Ferry.\n";
        assert_eq!(name(schema), Some("Mara Holt".into()));
        assert_eq!(name("An engineer with a cat."), None);
        assert_eq!(name(""), None);
        assert_eq!(Bio::parse("", "# Mara Holt").first_name(), Some("Mara".into()));
    }
}

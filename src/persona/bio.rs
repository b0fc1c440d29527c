//! The author's bio.

/// A bio.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bio {
    /// Path for messages.
    pub path: String,
    /// The author's full name, where the file states it.
    pub name: Option<String>,
    /// The file's text.
    pub text: String,
}

impl Bio {
    /// Reads a bio. The name stands in the first heading ("Author Bio: Mara Holt"), else it opens the prose
    /// ("Mara Holt is …").
    pub fn parse(path: &str, text: &str) -> Bio {
        Bio {
            path: path.to_owned(),
            name: name_in_heading(text).or_else(|| name_in_prose(text)),
            text: text.to_owned(),
        }
    }

    /// The author's first name.
    pub fn first_name(&self) -> Option<String> {
        let first = self.name.as_deref()?.split_whitespace().next()?;
        Some(first.to_owned())
    }
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

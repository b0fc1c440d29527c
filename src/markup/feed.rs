//! RSS and Atom feeds as posts. The only place that knows the XML parser.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::html;

/// A post as Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// Its title; empty where it has none.
    pub title: String,
    /// Its text as Markdown.
    pub text: String,
}

/// Whether `text` looks like a feed.
pub fn is_feed(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').trim_start();
    let near: String = head.chars().take(1_000).collect();
    head.starts_with('<') && ["<rss", "<feed", "<rdf:RDF"].iter().any(|it| near.contains(it))
}

/// The posts of a feed, in its order: what stands in `content:encoded`, `content`, `description` or `summary`,
/// the first of these that is there. A feed that breaks off gives the posts before that.
pub fn posts(xml: &str) -> Vec<Post> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut posts = Vec::new();
    let mut item: Option<Item> = None;
    // Elements that are open inside the item.
    let mut open: Vec<String> = Vec::new();
    loop {
        let text = match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let name: &str = tag.name().0;
                if item.is_none() && is_item(name) {
                    item = Some(Item::default());
                } else if item.is_some() {
                    open.push(name.to_owned());
                }
                continue;
            }
            Ok(Event::End(tag)) => {
                if open.pop().is_none() && is_item(tag.name().0) {
                    posts.extend(item.take().map(Item::post));
                }
                continue;
            }
            Ok(Event::Text(text)) => text.xml10_content().into_owned(),
            Ok(Event::CData(text)) => text.xml10_content().into_owned(),
            Ok(Event::GeneralRef(entity)) => resolved(&entity),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => continue,
        };
        if let (Some(item), [name]) = (&mut item, open.as_slice()) {
            item.take(name, &text);
        }
    }
    posts
}

fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// What was read of an item so far.
#[derive(Default)]
struct Item {
    title: String,
    full: String,
    short: String,
}

impl Item {
    fn take(&mut self, element: &str, text: &str) {
        match element {
            "title" => self.title.push_str(text),
            "content:encoded" | "content" => self.full.push_str(text),
            "description" | "summary" => self.short.push_str(text),
            _ => {}
        }
    }

    fn post(self) -> Post {
        let body = if self.full.trim().is_empty() {
            &self.short
        } else {
            &self.full
        };
        Post {
            title: self.title.trim().to_owned(),
            text: html::to_markdown(body),
        }
    }
}

/// The character of `&lt;` or `&#60;`; other entities stay as they are, for the reader of HTML behind.
fn resolved(entity: &BytesRef<'_>) -> String {
    let named = match &**entity {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    };
    named.map_or_else(|| format!("&{};", &**entity), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_come_out_of_rss_with_their_full_text() {
        let xml = "<?xml version=\"1.0\"?><rss><channel><title>Notes</title><item><title>Pump &amp; gauge</title>\
            <description>short</description><content:encoded>&lt;p&gt;It ran &amp;amp; ran.&lt;/p&gt;</content:encoded></item>\
            <item><title>Two</title><description><![CDATA[<p>Only this.</p>]]></description></item></channel></rss>";
        assert!(is_feed(xml));
        let posts = posts(xml);
        let texts: Vec<(&str, &str)> = posts
            .iter()
            .map(|it| (it.title.as_str(), it.text.as_str()))
            .collect();
        assert_eq!(
            texts,
            [("Pump & gauge", "It ran & ran.\n\n"), ("Two", "Only this.\n\n")]
        );
    }

    #[test]
    fn posts_come_out_of_atom() {
        let xml = "<feed><title>Notes</title><entry><title>One</title><author><name>Ida</name></author>\
            <content type=\"html\">&lt;h2&gt;A&lt;/h2&gt;&#60;p>b&lt;/p&gt;</content></entry></feed>";
        let posts = posts(xml);
        assert_eq!(posts.len(), 1);
        assert_eq!(
            (posts[0].title.as_str(), posts[0].text.as_str()),
            ("One", "## A\n\nb\n\n")
        );
    }

    #[test]
    fn a_broken_feed_gives_what_stands_before_the_break() {
        for xml in [
            "",
            "<rss",
            "<rss><item>",
            "<rss><item><title>a</title></item><item><ti",
            "</item>",
            "&x;",
            "<a></b>",
        ] {
            assert!(posts(xml).len() <= 1, "{xml}");
        }
        assert!(!is_feed("# A post\n\nabout <rss> feeds"));
    }
}

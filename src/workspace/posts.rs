//! The author's earlier posts: which files `posts` of `[[drafts]]` names, and their texts. Read only when
//! somebody asks for them: no finding rests on them.

use std::path::{Path, PathBuf};

use super::{Overrides, Workspace, discover, pairing, paths};
use crate::markup::feed::{self, Post};
use crate::persona::bands::Bands;

impl Workspace {
    /// The posts that the configuration names for `draft`, in the order of their paths, feeds taken apart; none
    /// where it names none. The error says which of them cannot be read.
    pub fn earlier_posts(&mut self, draft: &Path, overrides: &Overrides) -> Result<Vec<Post>, String> {
        let draft = self.absolute(draft);
        let Some(file) = self.config_for(&draft, overrides) else {
            return Ok(Vec::new());
        };
        let home = file.path.parent().unwrap_or(Path::new("/")).to_path_buf();
        let Some(entry) = pairing::entry_for(&file.config, &home, &draft) else {
            return Ok(Vec::new());
        };
        let mut posts = Vec::new();
        for pattern in &entry.posts {
            let named: Vec<PathBuf> = named(&home, pattern);
            if named.is_empty() {
                return Err(format!("`posts`: no Markdown file or feed is called {pattern}"));
            }
            for path in named.into_iter().filter(|it| *it != draft) {
                let text = self.text(&path)?;
                if feed::is_feed(&text) {
                    posts.extend(feed::posts(&text));
                } else {
                    posts.push(Post {
                        title: self.shown(&path),
                        text: text.to_string(),
                    });
                }
            }
        }
        Ok(posts)
    }

    /// How the author of `draft` writes: the bands of their earlier posts and of the examples that their voice
    /// profile quotes.
    pub fn bands(&mut self, draft: &Path, text: &str, overrides: &Overrides) -> Result<Bands, String> {
        let posts = self.earlier_posts(draft, overrides)?;
        let inputs = self.inputs(draft, text, overrides);
        let examples = inputs
            .persona
            .voice
            .as_ref()
            .map(|it| it.examples().collect::<Vec<&str>>().join("\n\n"));
        let texts: Vec<String> = posts.into_iter().map(|it| it.text).chain(examples).collect();
        Ok(Bands::of(&texts))
    }
}

/// Files that `pattern` names below `home`, sorted: a file, the Markdown in a folder, or those a glob matches.
fn named(home: &Path, pattern: &str) -> Vec<PathBuf> {
    let pattern = pattern.trim_start_matches("./");
    let path = paths::normalise(&home.join(pattern));
    if path.is_file() {
        return vec![path];
    }
    if path.is_dir() {
        return discover::markdown_under(&path);
    }
    // The walk starts below the part of the glob that is plain.
    let plain: PathBuf = Path::new(pattern)
        .components()
        .take_while(|it| !it.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
        .collect();
    let from = paths::normalise(&home.join(plain));
    if !from.is_dir() {
        return Vec::new();
    }
    let found = discover::markdown_under(&from).into_iter();
    found
        .filter(|it| pairing::is_glob_match(pattern, &paths::relative(home, it)))
        .collect()
}

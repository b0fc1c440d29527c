//! Whether a path matches a glob of `[per-file-ignores]`: `*` within a folder, `**` across folders, `?`,
//! `{a,b}`. Written by hand because rules run on every keystroke and compile nothing.

/// Whether `pattern` matches `path`; a pattern without `/` is matched against the file's name alone.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let path = path.strip_prefix("./").unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut alternatives = vec![pattern.strip_prefix("./").unwrap_or(pattern).to_owned()];
    // A brace more than this many times is a pattern nobody wrote in earnest.
    for _ in 0..64 {
        let Some(at) = alternatives.iter().position(|it| braces(it).is_some()) else {
            break;
        };
        let it = alternatives.swap_remove(at);
        if let Some((open, close)) = braces(&it) {
            let (head, body, tail) = (&it[..open], &it[open + 1..close], &it[close + 1..]);
            alternatives.extend(body.split(',').map(|part| format!("{head}{part}{tail}")));
        }
    }
    alternatives.iter().any(|it| {
        let against = if it.contains('/') { path } else { name };
        folders(it, against)
    })
}

/// Where the first innermost `{…}` opens and closes.
fn braces(pattern: &str) -> Option<(usize, usize)> {
    let close = pattern.find('}')?;
    Some((pattern[..close].rfind('{')?, close))
}

/// Folder by folder; `**` stands for any number of them.
fn folders(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    wild(
        &pattern,
        &path,
        |it| *it == "**",
        |part, name| letters(part, name),
    )
}

/// Letter by letter; `*` stands for any number of them.
fn letters(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    wild(
        &pattern,
        &name,
        |it| *it == '*',
        |part, letter| *part == '?' || part == letter,
    )
}

/// Matches with one kind of "any number of"; remembers only the last one, so it never takes longer than
/// pattern times text.
fn wild<P, T>(pattern: &[P], text: &[T], is_any: impl Fn(&P) -> bool, same: impl Fn(&P, &T) -> bool) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        if p < pattern.len() && is_any(&pattern[p]) {
            retry = Some((p, t));
            p += 1;
        } else if p < pattern.len() && same(&pattern[p], &text[t]) {
            p += 1;
            t += 1;
        } else if let Some((any, from)) = retry {
            retry = Some((any, from + 1));
            p = any + 1;
            t = from + 1;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(is_any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_as_writers_expect() {
        assert!(matches("*.md", "posts/one.md"));
        assert!(matches("posts/*.md", "posts/one.md"));
        assert!(!matches("posts/*.md", "posts/deep/one.md"));
        assert!(matches("posts/**/*.md", "posts/one.md"));
        assert!(matches("**/draft-?.{md,mdx}", "a/b/draft-1.mdx"));
        assert!(matches("posts/**", "./posts/a/b.md"));
        assert!(!matches("drafts/**", "posts/a.md"));
    }
}

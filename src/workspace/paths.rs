//! Paths without the disk: taken apart, made relative, and what a file's name says of it.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// The directory of people that an export of a chat keeps beside its channels' folders.
pub(super) const DIRECTORY_OF_PEOPLE: &str = "users.json";

/// `path` without `.` and `..`, by its letters alone.
pub(super) fn normalise(path: &Path) -> PathBuf {
    let mut res = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                res.pop();
            }
            _ => res.push(part),
        }
    }
    res
}

/// `path` as seen from `root`, with `/`; both absolute and normalised.
pub fn relative(root: &Path, path: &Path) -> String {
    let (mut from, mut to) = (root.components().peekable(), path.components().peekable());
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let mut parts: Vec<OsString> = from.map(|_| OsString::from("..")).collect();
    parts.extend(to.map(|it| it.as_os_str().to_owned()));
    let parts: Vec<String> = parts.iter().map(|it| it.to_string_lossy().into_owned()).collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

/// The file's name, lower-case.
pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |it| it.to_string_lossy().to_lowercase())
}

/// Whether the name ends like Markdown's.
pub(super) fn is_markdown(path: &Path) -> bool {
    let name = name(path);
    [".md", ".markdown", ".mdx", ".qmd", ".mkd"]
        .iter()
        .any(|it| name.ends_with(it))
}

/// Whether the name says that it is a transcript: `transcript*` or `*.transcript.*`.
pub(super) fn is_transcript(path: &Path) -> bool {
    const MEDIA: [&str; 16] = [
        ".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".webm", ".mov", ".mkv", ".flac", ".pdf", ".docx", ".png",
        ".jpg", ".zip", ".gz", ".lock",
    ];
    let name = name(path);
    let is_named_so = name.starts_with("transcript") || name.contains(".transcript.");
    is_named_so && !MEDIA.iter().any(|it| name.ends_with(it))
}

/// Whether the name says that it is one of the author's files.
pub(super) fn is_authors(path: &Path) -> bool {
    let in_persona = path.parent().is_some_and(|it| name(it) == "persona");
    in_persona || name(path) == "series-tracker.md"
}

/// Whether it is a page of a repository, or a file that backline made, rather than a draft.
pub(super) fn is_housekeeping(path: &Path) -> bool {
    let name = name(path);
    let stem = name.split('.').next().unwrap_or("");
    let pages = [
        "readme",
        "changelog",
        "contributing",
        "license",
        "code_of_conduct",
        "security",
        "task",
    ];
    pages.contains(&stem) || name.starts_with("blog-research-") || name == "draft-summary.md"
}

/// The spellings under which a draft may be called, the one it is best known by first: `slug:` of its front
/// matter, its stem, its stem without `blog-draft-` or a date, its folder where the stem says nothing.
pub(super) fn slugs(path: &Path, declared: Option<&str>) -> Vec<String> {
    let stem = stem(path);
    let mut res: Vec<String> = declared.map(slugify).into_iter().collect();
    for prefix in ["blog-draft-", "draft-"] {
        if let Some(rest) = stem.strip_prefix(prefix) {
            res.push(rest.to_owned());
        }
    }
    let says_nothing = ["index", "_index", "draft", "article", "post", "blog-draft"].contains(&stem.as_str());
    if says_nothing {
        res.extend(
            path.parent()
                .and_then(Path::file_name)
                .map(|it| slugify(&it.to_string_lossy())),
        );
    }
    res.push(stem);
    let dateless: Vec<String> = res.iter().filter_map(|it| without_date(it)).collect();
    res.extend(dateless);
    res.retain(|it| !it.is_empty());
    res
}

/// Whether the transcript at `path` is called like one of `slugs`.
pub(super) fn matches_slug(path: &Path, slugs: &[String]) -> bool {
    let mut stems = vec![stem(path)];
    for affix in ["transcript-", "transcript_"] {
        let bare = stems[0].strip_prefix(affix).map(str::to_owned);
        stems.extend(bare);
    }
    let bare = stems[0].strip_suffix("-transcript").map(str::to_owned);
    stems.extend(bare);
    let dateless: Vec<String> = stems.iter().filter_map(|it| without_date(it)).collect();
    stems.extend(dateless);
    stems.iter().any(|it| slugs.contains(it))
}

/// The name without its endings (`.transcript.txt` too), as a slug.
fn stem(path: &Path) -> String {
    let name = name(path);
    let stem = match name.find(".transcript.") {
        Some(at) => &name[..at],
        None => name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem),
    };
    slugify(stem)
}

fn slugify(text: &str) -> String {
    text.trim().to_lowercase().replace(['_', ' '], "-")
}

/// `2026-05-31-title` as `title`.
fn without_date(slug: &str) -> Option<String> {
    let mut rest = slug;
    for digits in [4, 2, 2] {
        let head = rest.get(..digits)?;
        if !head.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        rest = rest[digits..].strip_prefix('-')?;
    }
    Some(rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_from_the_root_with_slashes() {
        let root = Path::new("/home/a/work");
        assert_eq!(relative(root, Path::new("/home/a/work/posts/x.md")), "posts/x.md");
        assert_eq!(relative(root, Path::new("/home/a/other/x.md")), "../other/x.md");
        assert_eq!(normalise(Path::new("/a/./b/../c")), Path::new("/a/c"));
    }

    #[test]
    fn a_draft_and_its_transcript_meet_by_slug() {
        let slugs = slugs(Path::new("/p/blog-draft-redis.md"), None);
        assert_eq!(slugs[0], "redis");
        assert!(matches_slug(Path::new("/p/transcripts/redis.vtt"), &slugs));
        assert!(matches_slug(Path::new("/p/redis.transcript.md"), &slugs));
        assert!(matches_slug(Path::new("/p/transcript-redis.txt"), &slugs));
        assert!(matches_slug(Path::new("/p/2026-01-02-redis.txt"), &slugs));
        assert!(!matches_slug(Path::new("/p/transcripts/kafka.vtt"), &slugs));
    }

    #[test]
    fn names_tell_sources_from_drafts() {
        assert!(is_transcript(Path::new("a/Transcript.vtt")));
        assert!(is_transcript(Path::new("a/ep1.transcript.md")));
        assert!(!is_transcript(Path::new("a/transcript.mp3")));
        assert!(is_authors(Path::new("a/persona/voice.md")));
        assert!(is_housekeeping(Path::new("a/README.md")));
    }
}

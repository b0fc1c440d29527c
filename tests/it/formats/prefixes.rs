//! No sample, cut off anywhere, breaks a parser; what is read covers the file once; line breaks change places only.

use std::path::{Path, PathBuf};

use backline::transcript::Transcript;

use super::samples;

/// All samples that are text, but for very long ones.
fn texts() -> Vec<(PathBuf, String)> {
    const LONGEST: u64 = 400_000;
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return;
        };
        for path in entries.flatten().map(|it| it.path()) {
            if path.is_dir() {
                walk(&path, out);
            } else if std::fs::metadata(&path).is_ok_and(|it| it.len() < LONGEST) {
                out.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    walk(&own, &mut paths);
    if let Some(folder) = samples() {
        walk(&folder, &mut paths);
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = backline::workspace::read::read_source(&path, "sample").ok()?.text;
        Some((path, text))
    };
    paths.into_iter().filter_map(read).collect()
}

#[test]
fn every_prefix_is_read() {
    /// So many cuts of each file, spread over it.
    const CUTS: usize = 12;
    for (path, text) in texts() {
        for n in 0..CUTS {
            let mut end = text.len() * n / CUTS + n % 7;
            while !text.is_char_boundary(end.min(text.len())) {
                end += 1;
            }
            let it = Transcript::parse(&text[..end.min(text.len())]);
            let inside = it.turns.iter().all(|turn| turn.span.end <= it.text.len());
            assert!(inside, "{} cut at {end}", path.display());
        }
    }
}

#[test]
fn what_is_read_covers_the_file_once() {
    for (path, text) in texts() {
        let it = Transcript::parse(&text);
        let mut spans: Vec<_> = it.turns.iter().map(|it| it.span).collect();
        spans.sort();
        for pair in spans.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{}: {pair:?}", path.display());
        }
    }
}

#[test]
fn line_breaks_change_places_only() {
    for (path, text) in texts() {
        let plain = text.replace("\r\n", "\n").replace('\r', "\n");
        let returned = plain.replace('\n', "\r\n");
        let (a, b) = (Transcript::parse(&plain), Transcript::parse(&returned));
        let read = |it: &Transcript| -> Vec<String> {
            let units = it.units.iter().enumerate();
            units
                .map(|(n, unit)| {
                    let text = unit.view.text().replace("\r\n", "\n");
                    format!("{:?} {:?} {text}", it.unit_speaker(n), it.unit_lines(n))
                })
                .collect()
        };
        assert_eq!(a.format, b.format, "{}", path.display());
        let (a, b) = (read(&a), read(&b));
        let differs = a.iter().zip(&b).find(|(a, b)| a != b);
        assert_eq!(differs, None, "{}", path.display());
        assert_eq!(a.len(), b.len(), "{}", path.display());
    }
}

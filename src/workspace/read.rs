//! Bytes of a file to text, or one sentence that says why not and what helps.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::config::suggest;

/// Larger files are refused: a draft or transcript of this size is a recording or a database.
pub const MAX_BYTES: u64 = 128 * 1024 * 1024;

/// A file's text and whether a byte order mark stood before it (which the text does not hold).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileText {
    /// The text behind the mark.
    pub text: String,
    /// Whether the file starts with the three bytes of a UTF-8 byte order mark.
    pub has_bom: bool,
    /// The encoding that it was decoded from; `None` for UTF-8.
    pub encoding: Option<&'static str>,
}

/// Reads the file at `path`, called `shown` in messages. It has to be UTF-8.
pub fn read(path: &Path, shown: &str) -> Result<FileText, String> {
    decode(bytes(path, shown)?, shown)
}

/// Reads the source at `path`, called `shown` in messages, in whatever encoding it is.
pub fn read_source(path: &Path, shown: &str) -> Result<FileText, String> {
    decode_source(bytes(path, shown)?, shown)
}

fn bytes(path: &Path, shown: &str) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|error| cannot_open(path, shown, &error))?;
    let metadata = file
        .metadata()
        .map_err(|error| format!("cannot read {shown}: {error}"))?;
    if metadata.is_dir() {
        return Err(format!("cannot read {shown}: it is a folder; name a file in it"));
    }
    if metadata.len() > MAX_BYTES {
        return Err(too_large(shown, Some(metadata.len())));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read {shown}: {error}"))?;
    Ok(bytes)
}

/// Reads `bytes` as text: by their mark (UTF-8, UTF-16), as UTF-8, or as the old encoding that they look like most
/// (guessed by frequencies, as browsers do).
pub fn decode_source(bytes: Vec<u8>, shown: &str) -> Result<FileText, String> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large(shown, None));
    }
    if let Some(what) = no_text(&bytes) {
        return Err(format!("{shown} is {what}"));
    }
    if let Some(encoding) = marked(&bytes) {
        let (text, _) = encoding.decode_with_bom_removal(&bytes);
        return Ok(FileText {
            text: text.into_owned(),
            has_bom: false,
            encoding: Some(encoding.name()),
        });
    }
    let zeros = bytes.iter().filter(|it| **it == 0).count();
    if 0 < zeros && zeros * 20 < bytes.len() {
        // A torn write: the rest can be read.
        let text = bytes.iter().map(|it| if *it == 0 { b' ' } else { *it }).collect();
        let read = decode_source(text, shown)?;
        return Ok(FileText {
            encoding: read.encoding.or(Some("UTF-8 with NUL bytes")),
            ..read
        });
    }
    if std::str::from_utf8(&bytes).is_ok() || bytes.contains(&0) {
        return decode(bytes, shown);
    }
    if let Some(text) = damaged(&bytes) {
        return Ok(FileText {
            text,
            has_bom: false,
            encoding: Some("UTF-8 with broken letters"),
        });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    Ok(FileText {
        text: text.into_owned(),
        has_bom: false,
        encoding: Some(encoding.name()),
    })
}

/// What a file is whose first bytes are those of no text, and what helps.
fn no_text(bytes: &[u8]) -> Option<&'static str> {
    const DOCUMENT: &str =
        "a word processor's document or an archive: export the one as text or Markdown, unpack the other";
    const PDF: &str = "a PDF; export or copy its text into a .txt file";
    const RECORDING: &str = "a recording; name its transcript (.vtt, .srt, .json or .txt)";
    const PICTURE: &str = "a picture; name the text that it shows";
    const KINDS: [(&[u8], &str); 12] = [
        (b"PK\x03\x04", DOCUMENT),
        (b"\xD0\xCF\x11\xE0", DOCUMENT),
        (b"{\\rtf", DOCUMENT),
        (b"%PDF", PDF),
        (b"RIFF", RECORDING),
        (b"ID3", RECORDING),
        (b"OggS", RECORDING),
        (b"fLaC", RECORDING),
        (b"\x1AE\xDF\xA3", RECORDING),
        (b"\xFF\xD8\xFF", PICTURE),
        (b"\x89PNG", PICTURE),
        (b"GIF8", PICTURE),
    ];
    let is_film = bytes.get(4..8) == Some(b"ftyp");
    let found = KINDS.iter().find(|it| bytes.starts_with(it.0)).map(|it| it.1);
    found.or(is_film.then_some(RECORDING))
}

/// The text of UTF-8 in which a few bytes are broken, or whose last letter is cut: more letters of several bytes are whole
/// than not.
fn damaged(bytes: &[u8]) -> Option<String> {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (broken < whole).then(|| String::from_utf8_lossy(bytes).into_owned())
}

/// UTF-16 by its mark, or by the zeros of its letters.
fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Some(UTF_16BE);
    }
    let sample = &bytes[..bytes.len().min(512)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|it| **it == 0).count();
    let enough = sample.len() / 4;
    match (zeros(0), zeros(1)) {
        (0, n) if 0 < enough && enough < n => Some(UTF_16LE),
        (n, 0) if 0 < enough && enough < n => Some(UTF_16BE),
        _ => None,
    }
}

/// Reads `bytes` as UTF-8 text.
pub fn decode(mut bytes: Vec<u8>, shown: &str) -> Result<FileText, String> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large(shown, None));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(format!(
            "{shown} is UTF-16; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)"
        ));
    }
    let has_bom = bytes.starts_with(&[0xEF, 0xBB, 0xBF]);
    if has_bom {
        bytes.drain(..3);
    }
    if let Some(at) = bytes.iter().position(|&it| it == 0) {
        let line = line_of(&bytes, at);
        return Err(format!(
            "{shown} is not text: it holds a NUL byte (line {line}); name a text file"
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(FileText {
            text,
            has_bom,
            encoding: None,
        }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = line_of(bytes, at);
            let byte = bytes.get(at).copied().unwrap_or(0);
            let offset = at + if has_bom { 3 } else { 0 };
            Err(format!(
                "{shown}:{line}: not valid UTF-8 (byte 0x{byte:02X} at offset {offset}); convert the file to UTF-8"
            ))
        }
    }
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|&&it| it == b'\n').count() + 1
}

fn too_large(shown: &str, len: Option<u64>) -> String {
    let limit = MAX_BYTES / 1024 / 1024;
    match len {
        Some(len) => format!(
            "{shown} is too large: {} MB, the limit is {limit} MB; split it",
            len.div_ceil(1024 * 1024)
        ),
        None => format!("{shown} is too large: the limit is {limit} MB; split it"),
    }
}

fn cannot_open(path: &Path, shown: &str, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => match neighbour(path) {
            Some(name) => format!("cannot read {shown}: no such file; did you mean \"{name}\"?"),
            None => format!("cannot read {shown}: no such file"),
        },
        ErrorKind::PermissionDenied => format!("cannot read {shown}: permission denied"),
        _ => format!("cannot read {shown}: {error}"),
    }
}

/// The file in the same folder whose name is nearest.
fn neighbour(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = entries
        .flatten()
        .take(1000)
        .filter_map(|it| it.file_name().into_string().ok())
        .collect();
    names.sort();
    suggest::nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_bytes_are_named_by_line_and_offset() {
        let error = decode(b"one\ntwo \xE9t\xE9\n".to_vec(), "t.txt").expect_err("Latin-1 is not UTF-8");
        assert_eq!(
            error,
            "t.txt:2: not valid UTF-8 (byte 0xE9 at offset 8); convert the file to UTF-8"
        );
        assert!(decode(b"a\0b".to_vec(), "t.bin").is_err_and(|it| it.contains("not text")));
        assert!(decode(vec![0xFF, 0xFE, b'a', 0], "t.txt").is_err_and(|it| it.contains("UTF-16")));
    }

    #[test]
    fn sources_of_old_encodings_are_read() {
        let read = |bytes: &[u8]| decode_source(bytes.to_vec(), "t.txt").map(|it| (it.text, it.encoding));
        let latin = read(b"MAYA: Tomasz and Andr\xE9 were caf\xE9 regulars.\n").expect("it is text");
        assert_eq!(latin.0, "MAYA: Tomasz and André were café regulars.\n");
        assert_eq!(latin.1, Some("windows-1252"));
        let wide = |mark: &[u8]| [mark, &b"A\0N\0A\0:\0 \0h\0i\0"[..]].concat();
        assert_eq!(
            read(&wide(&[0xFF, 0xFE])).map(|it| it.0),
            Ok("ANA: hi".to_owned())
        );
        assert_eq!(read(&wide(&[])).map(|it| it.0), Ok("ANA: hi".to_owned()));
        assert!(read(b"a\0\0\x01b").is_err_and(|it| it.contains("not text")));
        assert_eq!(read("ANA: é".as_bytes()), Ok(("ANA: é".to_owned(), None)));
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let read = decode(b"\xEF\xBB\xBFhello".to_vec(), "t.txt").expect("it is UTF-8");
        assert_eq!((read.text.as_str(), read.has_bom), ("hello", true));
    }
}

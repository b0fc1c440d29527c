//! What the fuzz targets share: bytes to a source, and what has to hold of whatever is read.

use backline::config::Reading;
use backline::transcript::Transcript;

pub mod families;
mod well_formed;

pub use well_formed::well_formed;

/// Reads `data` by its content, and then as one of `formats` (the first byte says which), and holds both against what
/// must be so.
pub fn read(data: &[u8], formats: &[&str]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    well_formed(&Transcript::parse(&text));
    let named = formats.get(usize::from(*first) % formats.len().max(1));
    let reading = Reading {
        format: named.map(|it| (*it).to_owned()),
        ..Reading::default()
    };
    well_formed(&Transcript::read(&text, &reading));
}

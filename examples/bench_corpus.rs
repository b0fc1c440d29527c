//! Writes the benchmark's drafts and transcript into a folder: `cargo run --example bench_corpus -- FOLDER`.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example is a shell of its own: it reads its arguments, writes files and prints"
)]

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs, io};

#[path = "../benches/corpus.rs"]
mod corpus;

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: bench_corpus FOLDER");
        return ExitCode::from(2);
    };
    match write(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write to {}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}

/// One folder per size, so that each draft lies beside its transcript.
fn write(folder: &std::path::Path) -> io::Result<()> {
    for kilobytes in [5, 15, 60, 250, 1_000] {
        let folder = folder.join(format!("{kilobytes}kb"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("transcript.txt"), corpus::transcript(500))?;
        fs::write(folder.join("draft.md"), corpus::draft(kilobytes * 1_000, 500))?;
    }
    Ok(())
}

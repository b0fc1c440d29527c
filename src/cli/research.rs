//! `backline research --slug S`: `blog-research-S.md`, notes on the sources, a plan and questions to ask back.

use std::path::PathBuf;

use super::args::ProfileName;
use super::make::{self, Make};
use super::{Exit, session, terminal};
use crate::compose::research::{self, Brief};
use crate::config::Profile;
use crate::ide;
use crate::workspace::Overrides;

/// Arguments of `backline research`.
#[derive(Debug, clap::Args)]
pub(super) struct ResearchArgs {
    #[command(flatten)]
    make: Make,
    /// What kind of text it is to be; without it the configuration's, else a blog post
    #[arg(long, value_enum, value_name = "PROFILE")]
    profile: Option<ProfileName>,
    /// Notes on the product; persona/product.md where it is there
    #[arg(long, value_name = "FILE")]
    product: Option<PathBuf>,
    /// The day to write into the notes, such as 2026-03-14
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
}

/// A day as `2026-03-14`.
fn date(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |it: &str, digits: usize| it.len() == digits && it.bytes().all(|it| it.is_ascii_digit());
    match parts[..] {
        [year, month, day] if number(year, 4) && number(month, 2) && number(day, 2) => Ok(text.to_owned()),
        _ => Err("a date is written as 2026-03-14".to_owned()),
    }
}

/// Writes the notes.
pub(super) fn run(args: &ResearchArgs) -> Exit {
    terminal::made(make(args))
}

fn make(args: &ResearchArgs) -> Result<String, String> {
    let slug = &args.make.slug;
    let (analysis, path) = make::prepared(&args.make, &format!("blog-research-{slug}.md"))?;
    let mut workspace = session::workspace()?;
    let draft = make::draft_path(&args.make);
    let posts = workspace.earlier_posts(&draft, &Overrides::default())?;
    let posts: Vec<String> = posts.into_iter().map(|it| it.text).collect();
    let product = match &args.product {
        Some(path) => Some((workspace.shown(path), workspace.text(path)?)),
        None => {
            let path = args.make.into.join("persona/product.md");
            workspace
                .text(&path)
                .ok()
                .map(|text| (workspace.shown(&path), text))
        }
    };
    let brief = Brief {
        slug,
        date: args.date.as_deref(),
        product: product.as_ref().map(|(path, text)| (path.as_str(), &**text)),
        posts: &posts,
        profile: args.profile.map(Profile::from).or(analysis.inputs.config.profile),
    };
    let text = research::research(&ide::context(&analysis), brief);
    make::write(&args.make, &path, &text)
}

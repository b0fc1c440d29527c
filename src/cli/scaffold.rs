//! `backline scaffold --slug S`: `blog-draft-S.md`, a skeleton of the post with every fact and its line.

use super::args::ProfileName;
use super::make::{self, Make};
use super::{Exit, terminal};
use crate::compose::scaffold;
use crate::config::Profile;
use crate::ide;

/// Arguments of `backline scaffold`.
#[derive(Debug, clap::Args)]
pub(super) struct ScaffoldArgs {
    #[command(flatten)]
    make: Make,
    /// What kind of text it is to be; without it the configuration's, else a blog post
    #[arg(long, value_enum, value_name = "PROFILE")]
    profile: Option<ProfileName>,
}

/// Writes the skeleton.
pub(super) fn run(args: &ScaffoldArgs) -> Exit {
    let name = format!("blog-draft-{}.md", args.make.slug);
    let made = make::prepared(&args.make, &name).and_then(|(analysis, path)| {
        let profile = args
            .profile
            .map(Profile::from)
            .or(analysis.inputs.config.profile)
            .unwrap_or(Profile::BlogPost);
        let text = scaffold::scaffold(&ide::context(&analysis), &args.make.slug, profile);
        make::write(&args.make, &path, &text)
    });
    terminal::made(made)
}

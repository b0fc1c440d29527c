//! One line per diagnostic: `path:line:col: error[rule] message`.

use super::{BadConfig, Checked, Report};
use crate::text::LineIndex;

/// The format that editors and `grep` read.
pub(in crate::cli) struct Concise;

impl Report for Concise {
    fn config(&mut self, config: &BadConfig, out: &mut String) {
        let lines = LineIndex::new(&config.file.text);
        for it in config.file.problems.iter() {
            let (line, column) = lines.line_column(&config.file.text, it.span.start);
            let path = &config.path;
            out.push_str(&format!(
                "{path}:{line}:{column}: error[invalid-config] {}\n",
                it.message
            ));
        }
    }

    fn draft(&mut self, draft: &Checked, out: &mut String) {
        let it = &draft.analysis.draft;
        for diagnostic in &draft.analysis.diagnostics {
            let (line, column) = it.lines.line_column(&it.text, diagnostic.span.start);
            out.push_str(&format!(
                "{}:{line}:{column}: {}[{}] {}\n",
                draft.path,
                diagnostic.severity.name(),
                diagnostic.rule,
                diagnostic.message
            ));
        }
    }
}

//! Gaps that whoever wrote a transcript down left in brackets: what nobody understood, and where several spoke at once.

use crate::transcript::Flags;

/// Words of gaps, by their beginning.
const GAPS: [(&str, Flags); 10] = [
    ("inaudible", Flags::INAUDIBLE),
    ("unintelligible", Flags::INAUDIBLE),
    ("indistinct", Flags::INAUDIBLE),
    ("unclear", Flags::INAUDIBLE),
    ("indecipherable", Flags::INAUDIBLE),
    ("crosstalk", Flags::CROSSTALK),
    ("cross talk", Flags::CROSSTALK),
    ("cross-talk", Flags::CROSSTALK),
    ("overlapping", Flags::CROSSTALK),
    ("talking over", Flags::CROSSTALK),
];

/// What a mark in brackets says of the words around it.
pub(super) fn told(mark: &str) -> Flags {
    let mark = mark.to_lowercase();
    let mut res = Flags::default();
    for (_, flag) in GAPS.iter().filter(|it| mark.contains(it.0)) {
        res.set(*flag);
    }
    res
}

/// The marks that `raw` deserves.
pub(super) fn of(raw: &str) -> Flags {
    /// What stands in such brackets is short (bytes).
    const LONGEST: usize = 48;
    let mut res = Flags::default();
    for (at, open) in raw.match_indices(['[', '(', '{']) {
        let rest = &raw[at + open.len()..];
        let close = match open {
            "[" => b']',
            "(" => b')',
            _ => b'}',
        };
        let Some(end) = rest.bytes().take(LONGEST).position(|it| it == close) else {
            continue;
        };
        let inner = rest[..end].trim_matches(['\\', '_', '*', ' ', '?']);
        if inner.is_empty() {
            // `[?]`, but not a check box or `()` behind a function.
            if rest[..end].contains('?') && open == "[" {
                res.set(Flags::INAUDIBLE);
            }
            continue;
        }
        for (word, flag) in GAPS {
            let Some((start, rest)) = inner.split_at_checked(word.len()) else {
                continue;
            };
            let is_code = open == "(" && !rest.is_empty() && !rest.starts_with(' ');
            if start.eq_ignore_ascii_case(word) && !is_code {
                res.set(flag);
            }
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_marked() {
        for (raw, flags) in [
            ("so [inaudible] fell", Flags::INAUDIBLE),
            ("so \\[unintelligible 00:04:51\\] fell", Flags::INAUDIBLE),
            ("so (inaudible) fell", Flags::INAUDIBLE),
            ("so [?] fell", Flags::INAUDIBLE),
            ("[Crosstalk 00:12:01] no", Flags::CROSSTALK),
            ("[ ] to do, f(x), [a](b) (unclear_name)", Flags::default()),
            ("[laughs] it was unclear", Flags::default()),
            (
                "[crosstalk] and [inaudible]",
                Flags::CROSSTALK.with(Flags::INAUDIBLE),
            ),
        ] {
            assert_eq!(of(raw), flags, "{raw}");
        }
    }
}

//! What holds of every transcript, whatever it was read from.

use backline::transcript::{Stamp, Transcript, TurnKind};

/// Panics where `it` is not as every transcript has to be: turns in the file, one after the other; words that lead
/// back into their turn; people, headings and turns that exist.
pub fn well_formed(it: &Transcript) {
    let mut end = 0;
    for (n, turn) in it.turns.iter().enumerate() {
        let span = turn.span;
        assert!(
            end <= span.start && span.start <= span.end,
            "turn {n} of {}: {span:?} behind {end}",
            it.format
        );
        end = span.end;
        assert!(
            it.text.get(span.range()).is_some(),
            "turn {n} of {}: {span:?}",
            it.format
        );
        let words = turn.view.span();
        let is_inside = turn.view.text().is_empty() || (span.start <= words.start && words.end <= span.end);
        assert!(
            is_inside,
            "turn {n} of {}: words {words:?} outside {span:?}",
            it.format
        );
        let people = [turn.speaker, turn.scribe];
        assert!(people.iter().flatten().all(|id| *id < it.speakers.len()));
        if let Some(section) = turn.section {
            assert!(section < n && it.turns[section].kind == TurnKind::Heading);
        }
        if let (Some(Stamp::Offset(from)), Some(Stamp::Offset(to))) = (turn.start, turn.end) {
            assert!(
                from <= to,
                "turn {n} of {} ends before it starts: {from} {to}",
                it.format
            );
        }
    }
    let mut last = 0;
    for (n, unit) in it.units.iter().enumerate() {
        assert!(last <= unit.turn && unit.turn < it.turns.len());
        last = unit.turn;
        let (own, whole) = (unit.view.span(), it.turns[unit.turn].span);
        let is_inside = unit.view.text().is_empty() || (whole.start <= own.start && own.end <= whole.end);
        assert!(
            is_inside && it.text.get(own.range()).is_some(),
            "unit {n} of {}: {own:?}",
            it.format
        );
        let (from, to) = it.unit_lines(n);
        assert!(1 <= from && from <= to && to <= it.lines.count());
        assert!(unit.question.is_none_or(|asked| asked < it.units.len()));
    }
    for problem in &it.problems {
        assert!(it.text.get(problem.span.range()).is_some(), "{problem:?}");
    }
}

//! What stands around a number and says how exactly it is meant.

use super::super::scan::Tokens;
use super::Bound;

/// Phrases before a number, longest first where one ends another.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["minimum", "of"], Bound::AtLeast),
    (&["maximum", "of"], Bound::AtMost),
    (&["somewhere", "around"], Bound::About),
    (&["something", "like"], Bound::About),
    (&["on", "the", "order", "of"], Bound::About),
    (&["in", "the", "region", "of"], Bound::About),
    (&["in", "the", "neighborhood", "of"], Bound::About),
    (&["a", "little", "over"], Bound::Over),
    (&["a", "bit", "over"], Bound::Over),
    (&["a", "little", "more", "than"], Bound::Over),
    (&["a", "bit", "more", "than"], Bound::Over),
    (&["slightly", "more", "than"], Bound::Over),
    (&["well", "over"], Bound::Over),
    (&["just", "over"], Bound::Over),
    (&["slightly", "over"], Bound::Over),
    (&["in", "excess", "of"], Bound::Over),
    (&["north", "of"], Bound::Over),
    (&["upwards", "of"], Bound::Over),
    (&["more", "than"], Bound::Over),
    (&["greater", "than"], Bound::Over),
    (&["longer", "than"], Bound::Over),
    (&["larger", "than"], Bound::Over),
    (&["bigger", "than"], Bound::Over),
    (&["higher", "than"], Bound::Over),
    (&["a", "little", "under"], Bound::JustUnder),
    (&["a", "bit", "under"], Bound::JustUnder),
    (&["a", "little", "less", "than"], Bound::JustUnder),
    (&["a", "bit", "less", "than"], Bound::JustUnder),
    (&["slightly", "less", "than"], Bound::JustUnder),
    (&["slightly", "under"], Bound::JustUnder),
    (&["well", "under"], Bound::Under),
    (&["well", "below"], Bound::Under),
    (&["just", "under"], Bound::JustUnder),
    (&["just", "below"], Bound::JustUnder),
    (&["just", "shy", "of"], Bound::JustUnder),
    (&["just", "short", "of"], Bound::JustUnder),
    (&["shy", "of"], Bound::JustUnder),
    (&["close", "to"], Bound::About),
    (&["not", "quite"], Bound::JustUnder),
    (&["less", "than"], Bound::Under),
    (&["fewer", "than"], Bound::Under),
    (&["lower", "than"], Bound::Under),
    (&["smaller", "than"], Bound::Under),
    (&["shorter", "than"], Bound::Under),
    (&["at", "least"], Bound::AtLeast),
    (&["at", "minimum"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
    (&["at", "the", "most"], Bound::AtMost),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&[">", "="], Bound::AtLeast),
    (&["<", "="], Bound::AtMost),
    (&["≥"], Bound::AtLeast),
    (&["≤"], Bound::AtMost),
    (&[">"], Bound::Over),
    (&["<"], Bound::Under),
    (&["within"], Bound::AtMost),
    (&["max"], Bound::AtMost),
    (&["maximum"], Bound::AtMost),
    (&["minimum"], Bound::AtLeast),
    (&["over"], Bound::Over),
    (&["above"], Bound::Over),
    (&["exceeding"], Bound::Over),
    (&["beyond"], Bound::Over),
    (&["under"], Bound::Under),
    (&["below"], Bound::Under),
    (&["sub", "-"], Bound::Under),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["roughly"], Bound::About),
    (&["approximately"], Bound::About),
    (&["approx"], Bound::About),
    (&["approx", "."], Bound::About),
    (&["circa"], Bound::About),
    (&["some"], Bound::About),
    (&["maybe"], Bound::About),
    (&["perhaps"], Bound::About),
    (&["probably"], Bound::About),
    (&["~"], Bound::About),
    (&["≈"], Bound::About),
    (&["nearly"], Bound::JustUnder),
    (&["almost"], Bound::JustUnder),
    (&["nearer"], Bound::About),
    (&["exactly"], Bound::Exact),
    (&["precisely"], Bound::Exact),
];

/// Verbs that "up" completes.
const MOTION: &[&str] = &[
    "go", "goes", "going", "gone", "went", "climb", "climbs", "climbed", "climbing", "bump", "bumped",
    "bumps", "back", "way", "ramp", "ramped", "scale", "scaled", "shot", "shoots", "move", "moved", "crept",
    "creeps", "come", "came", "comes", "get", "gets", "got", "ended", "end", "ends", "push", "pushed", "add",
    "adds", "added", "catch", "caught", "cranked", "round", "rounded", "rose", "rises", "it", "that", "them",
    "this",
];

/// The bound written before the number at `i`, and the token where it starts. Nothing before `floor` is
/// looked at. `duration` is for `over` and `under` before a time: `over six days` may mean "during".
pub(super) fn before(t: &Tokens<'_>, i: usize, floor: usize, duration: bool) -> Option<(Bound, usize)> {
    // "nearly a hundred" starts at "a" already; "almost the 2 GB" does not.
    let article = usize::from(matches!(t.before(i, 1), "the" | "a" | "an"));
    let (at, found) = [i, i - article.min(i)]
        .into_iter()
        .find_map(|at| longest(t, at, floor).map(|found| (at, found)))?;
    let (bound, start) = found;
    if at < i && !matches!(bound, Bound::JustUnder | Bound::Over) {
        return None;
    }
    let phrase = t.at(start);
    // "goes up to 1.8 gigs": the "up" belongs to the verb, and the value is reached.
    let reached = phrase == "up" && MOTION.contains(&t.before(start, 1));
    let arrow =
        matches!(phrase, ">" | "<") && t.glued(start) && matches!(t.before(start, 1), "-" | "=" | "<" | ">");
    let plain = start + 1 == at;
    let before = t.before(start, 1);
    let long = [
        "for", "took", "takes", "take", "taken", "lasted", "after", "in", "at", "by", "to", "was", "is",
        "were", "of", "from", "went", "spent", "stay", "stayed", "jumped", "climbed", "rose",
    ]
    .contains(&before);
    let during = duration && plain && phrase == "over" && !long;
    let during = during || plain && phrase == "some" && !duration && t.glued(at);
    (!arrow && !during && !reached).then_some((bound, start))
}

fn longest(t: &Tokens<'_>, at: usize, floor: usize) -> Option<(Bound, usize)> {
    let fits = |words: &[&str]| {
        let Some(start) = at.checked_sub(words.len()).filter(|&it| floor <= it) else {
            return false;
        };
        words.iter().enumerate().all(|(n, word)| t.at(start + n) == *word)
    };
    if at <= floor {
        return None;
    }
    let last = t.at(at - 1);
    let (words, bound) = BEFORE
        .iter()
        .filter(|(words, _)| words.last() == Some(&last) && fits(words))
        .max_by_key(|(words, _)| words.len())?;
    Some((*bound, at - words.len()))
}

/// The bound written behind a quantity that ends before `i`, and the token behind it.
pub(super) fn behind(t: &Tokens<'_>, i: usize) -> Option<(Bound, usize)> {
    let glued = t.glued(i);
    let hyphen = usize::from(t.at(i) == "-" && glued && t.glued(i + 1));
    Some(match (t.at(i), t.at(i + 1), t.at(i + 2)) {
        ("+", ..) if glued => (Bound::Over, i + 1),
        ("-", "ish" | "odd", _) if hyphen == 1 => (Bound::About, i + 2),
        ("ish", ..) => (Bound::About, i + 1),
        ("or", "so", _) => (Bound::About, i + 2),
        ("or", "thereabouts", _) => (Bound::About, i + 2),
        ("give", "or", "take") => (Bound::About, i + 3),
        (",", "give", "or") if t.at(i + 3) == "take" => (Bound::About, i + 4),
        ("or", "more", _) => (Bound::AtLeast, i + 2),
        ("or", "less" | "fewer", _) => (Bound::AtMost, i + 2),
        ("at", "most", _) => (Bound::AtMost, i + 2),
        ("at", "least", _) => (Bound::AtLeast, i + 2),
        ("tops" | "max", ..) => (Bound::AtMost, i + 1),
        _ => return None,
    })
}

//! Opposites: `a full disk` for `an empty disk`, the same sentence with one word turned around.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::judge::Case;
use super::relation::follows_amount;
use super::ruled_out::is_another_time;
use super::sides::is_another_state;
use super::speakers::{is_by, speakers_named};
use super::support::shared_but;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::language::polarity::is_negation;
use crate::language::words::{bare, folded};
use crate::text::Span;

/// What a unit must carry of a sentence for a word turned into its opposite beside a word that both have.
const OPPOSED: f32 = 0.4;

/// Opposites, as words of one line each way. "Close" is the opposite of "open", and of "far". Words that relate two things
/// ("before", "above") are none: with their two sides swapped they say the same.
const OPPOSITES: &[(&str, &str)] = &[
    (
        "increased increase increases increasing rose rise rises rising raised raise grew grow grows growing up higher climbed climb \
         doubled tripled gained",
        "decreased decrease decreases decreasing fell fall falls falling lowered lower dropped drop drops dropping shrank shrink \
         shrinks down halved declined decline sank",
    ),
    (
        "faster quicker fast quick sped quickly",
        "slower slow slowed slowly",
    ),
    ("enabled enable enables on", "disabled disable disables off"),
    (
        "added add adds adding",
        "removed remove removes removing deleted delete deletes dropped",
    ),
    (
        "started start starts began begin begins starting",
        "stopped stop stops ended end ends stopping finished",
    ),
    (
        "succeeded succeeds success successful successfully passed passes worked",
        "failed fails failure failing fail broke",
    ),
    ("upgraded upgrade upgrades", "downgraded downgrade downgrades"),
    ("first", "last"),
    ("always", "never"),
    (
        "manual manually hand",
        "automatic automatically automated itself themselves",
    ),
    (
        "accepted accepts accept approved approves",
        "rejected rejects reject refused refuses declined turned",
    ),
    ("opened opens open", "closed closes close shut"),
    ("all everyone everybody both each", "none nobody neither"),
    ("more most", "fewer less least fewest"),
    (
        "bigger larger biggest largest big large",
        "smaller smallest small tiny",
    ),
    ("better improved improves best", "worse worsened worst"),
    ("earlier early earliest", "later late latest"),
    ("internal internally private", "external externally public"),
    ("minimum min", "maximum max"),
    ("cheaper cheap cheapest", "dearer pricier expensive"),
    (
        "synchronous synchronously sync",
        "asynchronous asynchronously async",
    ),
    ("agreed agrees agree", "disagreed disagrees disagree objected"),
    (
        "right correct correctly rightly",
        "wrong incorrect incorrectly wrongly",
    ),
    ("encrypted", "unencrypted plaintext"),
    ("known", "unknown"),
    ("visible", "invisible hidden"),
    ("available up", "unavailable down"),
    ("stable", "unstable flaky"),
    ("safe", "unsafe dangerous"),
    ("alive", "dead"),
    ("easy easier", "hard harder difficult"),
    ("long longer longest", "short shorter shortest"),
    ("heavy heavier", "light lighter"),
    ("hot hotter warm", "cold colder"),
    ("left", "right"),
    ("inside", "outside"),
    ("front", "back rear"),
    ("top", "bottom"),
    ("full", "empty"),
    ("busy", "idle"),
    ("busiest busier", "quietest quieter"),
    ("primary", "secondary replica standby"),
    ("master", "slave"),
    ("reads read reading", "writes written write writing"),
    ("input inputs", "output outputs"),
    ("import imports imported", "export exports exported"),
    ("upload uploads uploaded", "download downloads downloaded"),
    ("push pushed pushes", "pull pulled pulls"),
    ("client", "server"),
    ("lock locked locks", "unlock unlocked unlocks"),
    (
        "allow allowed allows permitted",
        "forbid forbidden forbids banned blocked",
    ),
    ("required require requires mandatory", "optional"),
    (
        "included includes include including",
        "excluded excludes exclude excluding",
    ),
    ("hired", "fired"),
    ("joined", "left quit"),
    ("arrived", "departed left"),
    ("asked", "answered"),
    ("for favour favor", "against"),
    ("with", "without"),
    ("loud loudly noisy", "silent silently quiet quietly"),
    ("strong stronger", "weak weaker"),
    ("tight tighter", "loose looser"),
    ("wide wider", "narrow narrower"),
    ("deep deeper", "shallow shallower"),
    ("old older oldest", "new newer newest young younger"),
    ("day daytime", "night overnight"),
    ("weekday weekdays", "weekend weekends"),
    ("morning", "evening afternoon"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("male men", "female women"),
    ("profit profits", "loss losses"),
    ("permanent permanently", "temporary temporarily"),
    ("necessary needed", "unnecessary needless"),
    ("possible", "impossible"),
    ("common often frequently", "rare rarely seldom"),
    ("same identical", "different"),
    ("together", "apart separately"),
    ("directly", "indirectly"),
    ("forward forwards", "backward backwards"),
    ("justified", "unjustified unfounded"),
    ("happy pleased", "unhappy annoyed angry"),
    ("ascending", "descending"),
    ("far farther", "close closer near nearer nearby"),
    ("won win wins winner winning", "lost lose loses loser losing"),
    ("remembered remember remembers", "forgot forget forgets"),
    ("even", "odd"),
    ("horizontal horizontally", "vertical vertically"),
    ("clockwise", "counterclockwise anticlockwise"),
    ("parallel concurrently", "sequential sequentially serially"),
    ("thick thicker", "thin thinner"),
    ("rich richer", "poor poorer"),
    ("true", "false"),
    ("domestic", "foreign"),
    ("majority", "minority"),
    (
        "overestimated overestimate overestimates",
        "underestimated underestimate underestimates",
    ),
    ("overstated overstates", "understated understates"),
    ("legal legally", "illegal illegally"),
    ("optimistic", "pessimistic"),
    ("local locally", "remote remotely"),
    ("present", "absent"),
    ("senior", "junior"),
    ("uppercase", "lowercase"),
    (
        "encouraged encourage encourages",
        "discouraged discourage discourages",
    ),
    ("lengthened lengthen", "shortened shorten"),
    ("tightened tighten", "loosened loosen relaxed relax"),
    ("raining rain rainy wet", "dry sunny"),
];

/// The sides of opposites that `word` is on, as pair and side.
pub(super) fn sides_of(word: &str) -> &'static [(usize, bool)] {
    static SIDES: OnceLock<FxHashMap<&str, Vec<(usize, bool)>>> = OnceLock::new();
    let sides = SIDES.get_or_init(|| {
        let mut sides: FxHashMap<&str, Vec<(usize, bool)>> = FxHashMap::default();
        for (n, (a, b)) in OPPOSITES.iter().enumerate() {
            for (words, which) in [(a, true), (b, false)] {
                for word in words.split(' ') {
                    sides.entry(word).or_default().push((n, which));
                }
            }
        }
        sides
    });
    sides
        .get(word.to_ascii_lowercase().as_str())
        .map_or(&[], Vec::as_slice)
}

/// The same sentence with one word turned into its opposite.
pub(super) fn opposite(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    if case.stance.feeling || case.stance.is_comment() {
        return None;
    }
    let sided = |text: &str, claim: &Claim| -> Vec<((usize, bool), Span)> {
        let words = claim.words.iter().enumerate();
        words
            .filter(|it| !is_particle(text, claim, it.0))
            .flat_map(|(_, it)| {
                sides_of(&text[it.span.range()])
                    .iter()
                    .map(|side| (*side, it.span))
            })
            .collect()
    };
    let mine = sided(case.text, case.claim);
    for &((pair, which), span) in &mine {
        let both_here = mine.iter().any(|it| it.0 == (pair, !which));
        if case.is_quoted(span) || both_here || follows_amount(case.claim, case.text, span) {
            continue;
        }
        let &(top, _) = case.ranked.first()?;
        let mut theirs = sided(case.entry_text(top), &index.entries[top].claim);
        // "None" denies all by itself, and is judged where negations are.
        theirs.retain(|it| !is_negation(&case.entry_text(top)[it.1.range()]));
        let turned = theirs.iter().any(|it| it.0 == (pair, !which));
        let same = theirs.iter().any(|it| it.0 == (pair, which));
        let entry = &index.entries[top];
        let under = |text: &str, claim: &Claim, is_it: &dyn Fn(Span) -> bool| {
            let flags = super::polarity::negated(text, claim);
            claim
                .words
                .iter()
                .zip(flags)
                .any(|(it, flag)| flag && is_it(it.span))
        };
        let is_opposite = |it: Span| {
            theirs
                .iter()
                .any(|their| their.1 == it && their.0 == (pair, !which))
        };
        let flipped_by_not = case.claim.negated != entry.claim.negated
            || under(case.text, case.claim, &|it| it == span)
                != under(case.entry_text(top), &entry.claim, &is_opposite);
        if turned
            && !same
            && !flipped_by_not
            && beside_same(case, span, top)
            && !is_another(case, top, span)
            && shared_but(case, top, Some(span)) >= OPPOSED
        {
            return Some(Issue {
                kind: IssueKind::ContradictedDirection,
                span,
                right: None,
                place: Some(case.place(top)),
                other: None,
            });
        }
    }
    None
}

/// Whether the sentence tells of another one than the unit: of another number or time, of another speaker than its "I", or
/// by a word that is said close by, as well: "The old pump moves forty litres." "And the new one?"
fn is_another(case: &Case<'_>, at: usize, span: Span) -> bool {
    const NEAR: usize = 4;
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    let word = folded(&case.text[span.range()]);
    let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(index.entries.len());
    let said_near = near
        .into_iter()
        .any(|it| index.entries[it].folded.contains(&word));
    let says_i = entry
        .claim
        .words
        .iter()
        .any(|it| matches!(&case.entry_text(at)[it.span.range()], "I" | "I'm" | "I've"));
    let of_another = case.claim.names.iter().any(|it| {
        let named = speakers_named(case, it.key);
        says_i && !named.is_empty() && !is_by(entry, &named)
    });
    said_near || of_another || is_another_state(case, at) || is_another_time(case, at)
}

/// `slowed down`, `set up`, `turned on`: a word that goes with its verb and tells no direction.
fn is_particle(text: &str, claim: &Claim, n: usize) -> bool {
    let words = &claim.words;
    let token = |n: usize| words.get(n).map(|it| &text[it.span.range()]);
    let is_small = matches!(
        token(n),
        Some("up" | "down" | "on" | "off" | "left" | "with" | "for" | "itself" | "turned")
    );
    let tells = |it: Option<&str>| {
        matches!(
            it,
            Some("is" | "was" | "were" | "are" | "went" | "goes" | "by" | "from")
        )
    };
    let before = n.checked_sub(1).and_then(token);
    is_small && !tells(before) && token(n + 1) != Some("by") && !follows_amount(claim, text, words[n].span)
}

/// Whether a content word next to the turned word stands in the entry too.
fn beside_same(case: &Case<'_>, span: Span, at: usize) -> bool {
    let words = &case.claim.words;
    let Some(n) = words.iter().position(|it| it.span == span) else {
        return false;
    };
    let near = words[n.saturating_sub(3)..words.len().min(n + 4)].iter();
    near.filter(|it| !it.stop && it.span != span).any(|it| {
        case.judge.sources.index.entries[at]
            .claim
            .words
            .iter()
            .any(|other| bare(case.text, it) == bare(case.entry_text(at), other))
    })
}

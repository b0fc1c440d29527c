//! Habits of machine-made prose, one named pattern each. Some can be counted; for others a script only lists
//! the places that an author may want to look at.

mod marks;
mod phrases;
mod shapes;

use super::reading::Reading;
use crate::draft::Draft;
use crate::text::Span;

/// A habit with its name, what it is, and whether it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habit {
    /// Which.
    pub pattern: Pattern,
    /// Where, bytes of the draft.
    pub span: Span,
    /// The sentence it stands in, where it stands in one.
    pub sentence: Option<usize>,
    /// The same for the same words, where the words are what is wrong: they alone are exempt, not the pattern.
    pub words: Option<&'static str>,
    /// How often it occurs, where one place speaks for all.
    pub n: usize,
}

macro_rules! patterns {
    ($($(#[doc = $doc:literal])+ $id:ident = $name:literal, $counting:literal, $what:literal;)+) => {
        /// A named pattern.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Pattern { $($(#[doc = $doc])+ $id,)+ }

        impl Pattern {
            /// All, in the order of the rule's page.
            pub const ALL: &'static [Pattern] = &[$(Pattern::$id,)+];

            /// Its name in `[machine-phrasing]`.
            pub fn name(self) -> &'static str {
                match self { $(Pattern::$id => $name,)+ }
            }

            /// Whether a script decides; otherwise it only lists candidates.
            pub fn is_counting(self) -> bool {
                match self { $(Pattern::$id => $counting,)+ }
            }

            /// What a message says of it.
            pub fn what(self) -> &'static str {
                match self { $(Pattern::$id => $what,)+ }
            }
        }
    };
}

patterns! {
    /// Three or more sentences of fewer than six words in a row.
    FragmentChain = "fragment-chain", true, "three or more fragments in a row";
    /// Sentences of nearly the same length in a row.
    EvenRhythm = "even-rhythm", true, "sentences of the same length in a row";
    /// Curly quotation marks, `…`, bullets and hard spaces typed as characters.
    TypographicMarks = "typographic-marks", true, "characters that no keyboard types";
    /// Two dashes around a remark.
    PairedDashes = "paired-dashes", true, "a remark between two dashes";
    /// More than two em dashes in a section.
    DashHeavy = "dash-heavy", true, "more than two em dashes in a section";
    /// `In this post we will …`
    Preamble = "preamble", true, "a preamble; the point can stand here";
    /// `It's worth noting that …`
    Filler = "filler", true, "a filler; the sentence stands without it";
    /// Emoji.
    Emoji = "emoji", true, "emoji in prose";
    /// `delve`, `tapestry`, `seamlessly`.
    InflatedWord = "inflated-word", true, "a word that machines overuse";
    /// `serves as`, `boasts` for `is` and `has`.
    InflatedCopula = "inflated-copula", true, "a dressed-up \"is\" or \"has\"";
    /// `everything from X to Y` where nothing lies between.
    FalseRange = "false-range", true, "a range with nothing between its ends";
    /// `…, highlighting the importance of …`
    TrailingParticiple = "trailing-participle", true, "an -ing clause tacked on at the end";
    /// `a testament to`, `plays a pivotal role`.
    Inflation = "inflation", true, "inflated importance";
    /// Items that open with a bold label and a colon.
    BoldLabelList = "bold-label-list", true, "a list of bold labels with colons";
    /// `did nothing to …`
    DidNothing = "did-nothing-to", true, "\"did nothing to\" for what did not help";
    /// `experts argue`, `studies show`, without saying which.
    VagueAttribution = "vague-attribution", true, "a source without a name";
    /// Four bold words in a paragraph, or six in a section.
    BoldOveruse = "bold-overuse", true, "bold in too many places";
    /// Headings in Title Case.
    TitleCaseHeading = "title-case-heading", true, "headings in Title Case";
    /// `The irony?`
    StagedQuestion = "staged-question", true, "a question that only announces its answer";
    /// `Here's the thing:`
    RevealPhrase = "reveal-phrase", true, "an announcement of what the next words say";
    /// `truly`, `incredibly`.
    Intensifier = "intensifier", true, "an intensifier that adds nothing";
    /// `in today's fast-paced world`
    TemporalFiller = "temporal-filler", true, "a time that says nothing";
    /// `move the needle`
    Cliche = "cliche", true, "a cliché";
    /// `oaicite`, `utm_source=openai`.
    ToolResidue = "tool-residue", true, "left over from a writing tool";
    /// A rule before every section.
    RuledSections = "ruled-sections", true, "a rule before every section";
    /// `Not X. Y.`, `it's not X, it's Y`.
    Contrast = "contrast", false, "a contrast: is the denied half needed?";
    /// Neighbours built alike.
    MirroredSentences = "mirrored-sentences", false, "sentences built alike";
    /// A short question and its answer.
    SelfAnswered = "self-answered-question", false, "a question that answers itself";
    /// `Despite these challenges, … continues to …`
    Despite = "despite-sandwich", false, "a difficulty named only to be waved away";
    /// `battle-tested`, `with over 15 years of experience`.
    Credentials = "credentials", false, "a credential instead of a reason";
    /// `In other words`, `In conclusion`.
    Restating = "restating", false, "says again what was said";
    /// Two numbers and the percent between them.
    StackedNumbers = "stacked-numbers", false, "the same change told twice";
    /// `powerful`, `cutting-edge`.
    UnprovenAdjective = "unproven-adjective", false, "an adjective without its proof";
    /// `learning opportunity`.
    Euphemism = "euphemism", false, "a softer word for what went wrong";
    /// `And that made all the difference.`
    ProfoundKicker = "profound-kicker", false, "a deep-sounding last line";
    /// `My heart sank.`
    BodyEmotion = "body-emotion", false, "a feeling told by the body";
    /// `is associated with`.
    VagueAssociation = "vague-association", false, "a link that does not say which";
    /// `As of my last update`.
    KnowledgeCutoff = "knowledge-cutoff", false, "a hedge about what is known";
    /// `aims to`, `is designed to`.
    IntentOnly = "intent-only", false, "an aim: does it do it?";
}

impl Pattern {
    /// The pattern of that name.
    pub fn find(name: &str) -> Option<Pattern> {
        Pattern::ALL.iter().copied().find(|it| it.name() == name)
    }
}

/// The habits in `draft` of which `is_wanted` says so, in its order.
pub fn find(draft: &Draft, is_wanted: impl Fn(Pattern) -> bool) -> Vec<Habit> {
    let reading = Reading::of(draft);
    let mut res = phrases::find(&reading);
    shapes::find(&reading, &mut res);
    marks::find(&reading, &mut res);
    res.retain(|it| is_wanted(it.pattern));
    res.sort_by_key(|it| (it.span, it.pattern));
    res.dedup_by_key(|it| (it.span, it.pattern));
    res
}

#[cfg(test)]
mod tests;

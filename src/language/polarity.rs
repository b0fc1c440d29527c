//! Negation, hedges, past tense and speech: the small words that decide what a sentence does.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::words::{Stem, folded};

/// A lazily built set of folded words.
pub(crate) struct Table {
    words: &'static str,
    set: OnceLock<FxHashSet<Stem>>,
}

impl Table {
    pub(crate) const fn new(words: &'static str) -> Table {
        Table {
            words,
            set: OnceLock::new(),
        }
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.set
            .get_or_init(|| self.words.split_whitespace().map(folded).collect())
            .contains(&folded(word))
    }
}

static NEGATIONS: Table = Table::new(
    "not no never without nobody nothing none nor neither cannot cant dont doesnt didnt wont wouldnt couldnt shouldnt \
     isnt arent wasnt werent hasnt havent hadnt aint nowhere hardly",
);

/// Words that turn their sentence without a negation: where one of them stands, `did not` may well be right.
static DENIALS: Table = Table::new(
    "no nope nah fail fails failed failing failure refuse refused refuses refusal lack lacks lacked lacking except only stop stopped stops \
     zero instead missing miss missed misses absent lost lose loses wrong wrongly empty impossible deny denied denies reject \
     rejected rejects decline declined avoid avoided avoids prevent prevented prevents forbid forbidden dead gone cancel cancelled \
     canceled skip skipped skips ignore ignored ignores forget forgot forgotten unable unless barely rarely seldom few \
     fewer drop dropped drops dropping off broke broken block blocked blocks banned quit dismiss dismissed disagree \
     disagreed false fake against unsupported unknown unused untouched unaware unlike unclear unchanged undo \
     incorrect invalid illegal inactive disabled lying lied lie doubt doubted doubts never \
     without but however although though until hard difficult partly almost nearly might maybe perhaps if \
     probably sure thought believed convinced assumed guessed suspected expected hoped figured mistake mistaken hate hated remove removed delete deleted away",
);

static HEDGES: Table = Table::new(
    "maybe perhaps probably possibly likely apparently seemingly presumably might may could would should seems seem \
     seemed guess suppose suspect hopefully supposedly",
);

static IRREGULAR_PAST: Table = Table::new(
    "was were had did went took got made said came saw found gave told left kept began broke wrote ran sent built \
     bought caught brought thought felt held lost met paid sat sold spent stood taught understood won woke wore drove \
     ate fell flew grew knew drew threw shook chose spoke stole rose froze hid led meant heard slept struck swept sank \
     rang sang swam dealt fed fought forgot forgave got lent lit overcame overran rebuilt reran rewrote shot showed \
     shrank sought spun split spread stuck stung swore tore undid withdrew wound became bet bit blew bled bred clung \
     crept dug dreamt hung knelt laid lay leapt learnt leant burnt dove fled ground happened rode sewn shone slid \
     snuck spat sprang stank strode strove swung thrust trod wept wrung hit cut put set let shut hurt cost quit \
     read",
);

static NOT_PAST: Table = Table::new(
    "need feed speed seed bleed breed exceed proceed succeed indeed red bed shed embed hundred sacred naked wicked \
     aged weed reed greed creed tweed unneeded agreed-upon based supposed united advanced limited dedicated \
     distributed detailed complicated sophisticated automated managed hosted interested tired excited scared \
     related underrated overrated",
);

static SPEECH: Table = Table::new(
    "say says said saying tell tells told ask asks asked reply replies replied answer answers answered add adds added \
     note notes noted point points pointed explain explains explained admit admits admitted announce announces \
     announced recall recalls recalled write writes wrote joke jokes joked warn warns warned insist insists insisted \
     argue argues argued suggest suggests suggested remark remarks remarked observe observes observed claim claims \
     claimed mention mentions mentioned shout shouts shouted whisper whispered shrug shrugged laugh laughs laughed \
     sigh sighed repeat repeats repeated respond responds responded continue continued conclude concluded confess \
     confessed report reports reported quip quips quipped declare declared comment commented describe described \
     call calls called go goes went state states stated promise promised agree agrees agreed interrupt interrupted \
     counter countered offer offered object objects objected demand demands demanded protest protested interject interjected venture ventured \
     muse mused propose proposed think thinks put puts summed sums typed posted texted assure assures assured reassure \
     reassures reassured remind reminds reminded confirm confirms confirmed stress stressed emphasise emphasised \
     emphasize emphasized caution cautioned clarify clarified inform informed exclaim exclaimed mutter muttered \
     murmur murmured recount recounted retort retorted",
);

static FEELINGS: Table = Table::new(
    "like love hate hope wish feel felt enjoy prefer believe regret admire miss dislike adore fear worry wonder \
     wondered suspect doubt appreciate recommend suppose guess bet",
);

static BELIEFS: Table = Table::new(
    "thought believed assumed supposed suspected guessed mistook misread mistakenly wrongly initially originally apparently seemed \
     appeared",
);

/// What is still to be done, or was only meant to be.
static PLANS: Table = Table::new(
    "need needs needed needing outstanding pending supposed meant still unfinished will shall plan plans planned \
     planning due should must owns own owner took takes taking assigned next agreed agree list listed action actions \
     item items task tasks ticket follow decided promised scheduled going todo volunteered want wants wanted to-do \
     asked gets got expected hoped intended aimed budgeted reckoned",
);

/// Verbs of asking, offering and proposing, in the past.
static PROPOSALS: Table = Table::new("suggested proposed offered asked wondered objected pitched floated");

/// Words that say of one what was said of another.
static LIKEWISE: Table = Table::new("too also well neither nor again likewise same similarly both");

/// Whether the word says of one what was said of another: "Mine too", "Neither does D".
pub fn is_likewise(word: &str) -> bool {
    LIKEWISE.has(word)
}

/// Whether the word tells of a plan, a wish or a duty as one.
pub fn is_plan(word: &str) -> bool {
    PLANS.has(word)
}

/// Whether the word tells that something was put forward, told by what it was.
pub fn is_proposal(word: &str) -> bool {
    PROPOSALS.has(word)
}

static CERTAINTIES: Table = Table::new("sure convinced certain expected hoped figured");

/// Whether the word tells how sure somebody was.
pub fn is_certain(word: &str) -> bool {
    CERTAINTIES.has(word)
}

/// Whether the word tells what somebody took to be so.
pub fn is_belief(word: &str) -> bool {
    BELIEFS.has(word)
}

/// Signs that say that two things are not the same.
pub const UNEQUAL: [&str; 2] = ["!=", "≠"];

/// Whether the word turns what follows around.
pub fn is_negation(word: &str) -> bool {
    NEGATIONS.has(word)
}

/// Whether the word denies, limits or turns around what its sentence says, a plain negation included.
pub fn is_denial(word: &str) -> bool {
    let prefixed = |it: &str| word.len() > it.len() + 4 && word.to_ascii_lowercase().starts_with(it);
    is_negation(word)
        || DENIALS.has(word)
        || prefixed("un")
        || prefixed("non")
        || prefixed("dis")
        || word.to_ascii_lowercase().ends_with("less")
}

/// Whether the word makes its sentence less than a statement.
pub fn is_hedge(word: &str) -> bool {
    HEDGES.has(word)
}

/// Whether the word introduces or reports speech.
pub fn is_speech(word: &str) -> bool {
    SPEECH.has(word)
}

/// Whether `I …` with this verb tells of a feeling or an opinion.
pub fn is_feeling(word: &str) -> bool {
    FEELINGS.has(word)
}

/// Whether the word looks like a verb in the past (`-ed`, or irregular).
pub fn is_past(word: &str) -> bool {
    let regular = word.len() > 3 && word.ends_with("ed") && word.bytes().all(|b| b.is_ascii_alphabetic());
    (regular && !NOT_PAST.has(word)) || IRREGULAR_PAST.has(word)
}

/// Whether a text asks without a question mark, as chats do: `isn't there a column`, `can i say friday`.
pub fn asks(text: &str) -> bool {
    let mut words = text
        .split_whitespace()
        .map(|it| it.trim_matches(|c: char| !c.is_alphanumeric() && c != '\''));
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    let inverted = matches!(
        first.to_lowercase().as_str(),
        "is" | "isn't"
            | "are"
            | "aren't"
            | "do"
            | "does"
            | "doesn't"
            | "did"
            | "didn't"
            | "can"
            | "could"
            | "should"
            | "shall"
            | "would"
            | "will"
            | "has"
            | "have"
            | "was"
            | "were"
    );
    let subject = matches!(
        second.to_lowercase().as_str(),
        "i" | "you"
            | "he"
            | "she"
            | "it"
            | "we"
            | "they"
            | "there"
            | "this"
            | "that"
            | "anyone"
            | "anybody"
            | "someone"
    );
    inverted && subject
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_past_is_told_from_adjectives_and_nouns() {
        assert!(is_past("deployed") && is_past("went") && is_past("was"));
        assert!(!is_past("need") && !is_past("hundred") && !is_past("deploy"));
    }

    #[test]
    fn contractions_negate() {
        assert!(is_negation("didn't") && is_negation("didn’t") && is_negation("No"));
    }
}

//! Words that give a kind of fact away, in statements, questions and headings.
//!
//! A cue is a run of words in lower case: `a/b` is either of two, `*` behind a word takes all its forms, `_`
//! stands for up to three words of any kind.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::kind::Kind;
use crate::language::words::{self, Stem};

/// A word of a text: as written, in lower case, and its stem.
pub(super) type Said = (String, Stem);

/// The words of `text` as cues read them.
pub(super) fn said(text: &str) -> Vec<Said> {
    super::lower_words(text)
        .map(|it| {
            let stem = words::stem(&it);
            (it, stem)
        })
        .collect()
}

/// Cues of statements: kind, weight, cue.
const STATED: &[(Kind, f32, &str)] = &[
    // Impact: whom it hit and how long.
    (Kind::Impact, 1.4, "affected/impacted"),
    (Kind::Impact, 1.2, "were/was/are hit"),
    (Kind::Impact, 1.2, "lost/lose/losing"),
    (Kind::Impact, 1.2, "missing"),
    (Kind::Impact, 1.0, "complaint*/complained/refund*/outage/downtime"),
    (Kind::Impact, 1.0, "waiting/stuck/stranded/unable/frozen"),
    (
        Kind::Impact,
        0.8,
        "customer*/user*/people/passenger*/patient*/tenant*/order*",
    ),
    (Kind::Impact, 1.2, "for _ hours/minutes/days/weeks/months"),
    (Kind::Impact, 1.0, "cost us/them"),
    // Detection.
    (Kind::Detection, 1.8, "noticed/spotted/discovered"),
    (Kind::Detection, 1.8, "caught it"),
    (Kind::Detection, 1.4, "found out/it"),
    (Kind::Detection, 1.4, "paged/pager/pagerduty"),
    (Kind::Detection, 1.6, "alert* fired/went/triggered/caught"),
    (
        Kind::Detection,
        1.4,
        "called/phoned/rang/wrote/emailed _ because/at/to",
    ),
    (Kind::Detection, 1.4, "opened/filed/raised _ ticket*"),
    (Kind::Detection, 1.4, "reported/flagged/complained"),
    (Kind::Detection, 1.2, "first sign/alert/report/ticket/call"),
    // Trigger.
    (Kind::Trigger, 1.8, "since the/we/last"),
    (Kind::Trigger, 1.8, "started/began/broke _ after/when/with"),
    (
        Kind::Trigger,
        1.6,
        "went/moved/upgraded/updated/migrated/switched from",
    ),
    (
        Kind::Trigger,
        1.2,
        "moved/upgraded/updated/migrated/switched _ from",
    ),
    (
        Kind::Trigger,
        1.2,
        "upgrade*/migration*/rollout/rollouts/deployment/release",
    ),
    (
        Kind::Trigger,
        1.2,
        "rolled/shipped/deployed/pushed/merged/released",
    ),
    (Kind::Trigger, 1.0, "the day/night/week/morning before"),
    (Kind::Trigger, 1.0, "rotate*/expired/renewed"),
    // Symptoms.
    (
        Kind::Symptom,
        1.0,
        "crash*/timeout*/error*/stuck/hung/froze/frozen/stall*/flap*/deadlock*/refuse*/denied/exhaust*",
    ),
    (Kind::Symptom, 1.0, "fail*"),
    (
        Kind::Symptom,
        1.0,
        "climb*/spike*/grew/grows/jump*/drop*/plateau*/flatline*/level*",
    ),
    (Kind::Symptom, 1.2, "green/success/successful/healthy/fine"),
    (Kind::Symptom, 1.2, "still showed/shows/said/says/reported"),
    (Kind::Symptom, 1.2, "nothing in the log/logs"),
    (
        Kind::Symptom,
        1.0,
        "no alert*/error*/restart/warning*/log/logs/crash*/response/data",
    ),
    (Kind::Symptom, 1.0, "empty/blank/duplicate*/twice/silent*/silence"),
    (Kind::Symptom, 1.0, "slow/slower/late/latency"),
    (Kind::Symptom, 1.0, "kept"),
    (
        Kind::Symptom,
        1.2,
        "looked/looks like/fine/normal/healthy/perfect",
    ),
    // What it was taken for.
    (
        Kind::RejectedHypothesis,
        2.6,
        "convinced/sure/certain/positive it/that",
    ),
    (
        Kind::RejectedHypothesis,
        2.4,
        "i/we/everyone/everybody blamed/suspected",
    ),
    (
        Kind::RejectedHypothesis,
        2.2,
        "i/we thought/assumed/figured/believed it/that/the",
    ),
    (
        Kind::RejectedHypothesis,
        2.2,
        "first/initial/original/my guess/theory/suspect/suspicion/hypothesis/thought",
    ),
    (Kind::RejectedHypothesis, 2.0, "it/so is/was/wasn't not/n't the"),
    (Kind::RejectedHypothesis, 2.2, "it/that wasn't/isn't"),
    (
        Kind::RejectedHypothesis,
        2.2,
        "was/were fine/innocent/clean/healthy",
    ),
    (Kind::RejectedHypothesis, 2.4, "red herring"),
    (Kind::RejectedHypothesis, 2.4, "ruled out/it/that"),
    (Kind::RejectedHypothesis, 2.4, "dead end"),
    (Kind::RejectedHypothesis, 2.2, "nothing to do with"),
    (
        Kind::RejectedHypothesis,
        2.2,
        "wasted/lost/spent/burned _ day/days/hours/morning/afternoon/friday/monday/night/weekend/week",
    ),
    (Kind::RejectedHypothesis, 1.6, "no change"),
    (Kind::RejectedHypothesis, 1.6, "too and they/it"),
    // What it was.
    (Kind::RootCause, 2.8, "root cause"),
    (Kind::RootCause, 2.2, "turned/turns out"),
    (Kind::RootCause, 2.2, "culprit"),
    (
        Kind::RootCause,
        2.0,
        "the reason/cause/problem/issue/bug/trouble was/is",
    ),
    (Kind::RootCause, 2.0, "caused by"),
    (Kind::RootCause, 1.8, "because"),
    (Kind::RootCause, 1.6, "due to"),
    (Kind::RootCause, 1.6, "that's/which/that explain*"),
    (Kind::RootCause, 1.6, "that's/that/is/was why"),
    (
        Kind::RootCause,
        1.6,
        "was/were never _ set/updated/changed/applied/tested/configured",
    ),
    (
        Kind::RootCause,
        1.4,
        "nobody/no-one/never had/updated/changed/told/set/read/reads/knew",
    ),
    (
        Kind::RootCause,
        1.6,
        "somebody/someone set/changed/left/turned/forgot",
    ),
    (Kind::RootCause, 1.6, "out of disk/memory/space/file/connections"),
    (Kind::RootCause, 1.4, "ignores/ignored/ignoring"),
    (
        Kind::RootCause,
        1.4,
        "misconfigured/hard-coded/hardcoded/typo/off-by-one/leak*/race/deadlock",
    ),
    // How it came about.
    (Kind::Mechanism, 1.2, "instead of"),
    (Kind::Mechanism, 1.2, "every/each time"),
    (Kind::Mechanism, 1.2, "once the/it/that/a"),
    (
        Kind::Mechanism,
        1.0,
        "when/whenever/if/while/until the/a/it/you/that/an",
    ),
    (Kind::Mechanism, 1.2, "which means/meant/makes/made"),
    (Kind::Mechanism, 1.2, "so the/it/they"),
    (Kind::Mechanism, 1.2, "and then it/the/they"),
    (Kind::Mechanism, 1.0, "starts/keeps/stops"),
    (Kind::Mechanism, 1.0, "at most/least/no/a ceiling"),
    // What was done about it.
    (Kind::Fix, 2.6, "the fix is/was"),
    (Kind::Fix, 2.2, "fixed it/that/the"),
    (Kind::Fix, 1.8, "roll*/rolled back"),
    (Kind::Fix, 1.8, "reverted/reverting/patched/hotfix/hotfixed"),
    (
        Kind::Fix,
        1.6,
        "i/we/he/she/they/and changed/added/moved/replaced/removed/raised/lowered/pinned/capped/split/wrote/rewrote/disabled/enabled/limited/doubled/stopped/restarted/reset/cut/bumped/built/put/set/switched/turned/increased/reduced/introduced/implemented/shipped/deleted",
    ),
    (
        Kind::Fix,
        1.6,
        "now refuses/fails/checks/logs/uses/has/runs/waits/retries/rejects/validates/caps/says/keeps",
    ),
    (Kind::Fix, 1.4, "is/are now"),
    (Kind::Fix, 1.6, "is/was set to"),
    (Kind::Fix, 1.4, "there is/are/s now/an alert"),
    (
        Kind::Fix,
        1.4,
        "deleting/restarting/disabling/switching/raising/turning/draining",
    ),
    (Kind::Fix, 1.4, "out/off/up and"),
    (Kind::Fix, 1.4, "workaround/mitigation/mitigated"),
    // How it is known to work.
    (Kind::Verification, 2.2, "verif*/verification"),
    (
        Kind::Verification,
        1.8,
        "tested/checked/confirmed/validated/compared/measured/replayed",
    ),
    (Kind::Verification, 1.8, "compares/checks/verifies/counts"),
    (Kind::Verification, 1.6, "match/matches/matched"),
    (Kind::Verification, 1.6, "staging/canary/dry/rehearsal/rehearsed"),
    (
        Kind::Verification,
        1.6,
        "all _ were/are/came back/good/right/fine/healthy",
    ),
    (Kind::Verification, 1.4, "are/is/was/were at zero/normal/baseline"),
    (Kind::Verification, 1.4, "clean/stable/holding/held since/for"),
    (Kind::Verification, 1.4, "with the old/new"),
    // What was done for what had been broken.
    (Kind::DataRepair, 2.4, "reran/rerun/re-ran/re-run"),
    (
        Kind::DataRepair,
        2.2,
        "backfill*/reprocess*/re-export*/resent/re-sent/reissue*/refunded/reimbursed/recomputed/rebuilt/recover*",
    ),
    (Kind::DataRepair, 2.0, "restor* _ from"),
    (
        Kind::DataRepair,
        2.0,
        "repaired/corrected/reconciled/credited/apologised/apologized/apology",
    ),
    (
        Kind::DataRepair,
        1.8,
        "emailed/notif* _ customer*/user*/everyone/them/people",
    ),
    (Kind::DataRepair, 0.8, "by hand"),
    // What was settled.
    (Kind::Decision, 2.6, "decided/decision/deciding"),
    (Kind::Decision, 2.2, "agreed/agree to/on/that/we"),
    (Kind::Decision, 2.0, "we're/we are/i'm/let's going with"),
    (
        Kind::Decision,
        2.0,
        "let's/lets go/do/keep/say/ship/drop/make/put/move/not/start",
    ),
    (
        Kind::Decision,
        2.0,
        "chose/chosen/settled/picked/approved/signed/voted",
    ),
    (Kind::Decision, 1.8, "we're/we are/won't/will not"),
    (Kind::Decision, 1.6, "instead of _ we"),
    (Kind::Decision, 1.8, "turned _ down"),
    // What is still to be done.
    (Kind::FollowUp, 2.0, "i'll/we'll/he'll/she'll/they'll"),
    (Kind::FollowUp, 1.8, "i/we/will will/put/add/write/send/open"),
    (Kind::FollowUp, 2.0, "action item*/point*"),
    (
        Kind::FollowUp,
        2.0,
        "next week/month/sprint/quarter/step/steps/time",
    ),
    (
        Kind::FollowUp,
        1.8,
        "by/before/until monday/tuesday/wednesday/thursday/friday/tomorrow/end",
    ),
    (Kind::FollowUp, 1.8, "todo/follow-up/followup/backlog"),
    (Kind::FollowUp, 1.6, "still need/needs/have/has/to"),
    (Kind::FollowUp, 1.6, "going/planning/plan to"),
    (Kind::FollowUp, 1.4, "need/needs/have to"),
    (Kind::FollowUp, 1.6, "this afternoon/evening"),
    (Kind::FollowUp, 1.4, "tomorrow/tonight"),
    (Kind::FollowUp, 1.4, "can you/somebody/someone"),
    // What nobody knows.
    (
        Kind::OpenQuestion,
        2.4,
        "don't/didn't/doesn't/do/does not/actually/know/understand know",
    ),
    (
        Kind::OpenQuestion,
        2.4,
        "i/we/nobody/still don't/not/didn't/knows/understand/know know/understand/why/how/yet/what/if",
    ),
    (Kind::OpenQuestion, 2.4, "no idea"),
    (Kind::OpenQuestion, 2.4, "open question"),
    (
        Kind::OpenQuestion,
        2.2,
        "not sure/clear/certain why/whether/how/if/what/yet",
    ),
    (Kind::OpenQuestion, 2.2, "unclear/unexplained/unknown"),
    (
        Kind::OpenQuestion,
        2.0,
        "haven't/hasn't/not figured/found/worked/decided/settled",
    ),
    (Kind::OpenQuestion, 2.0, "that/it is/was/that's a guess"),
    // What to take away.
    (Kind::Lesson, 2.8, "takeaway/lesson/moral"),
    (Kind::Lesson, 2.2, "learned/learnt/taught"),
    (Kind::Lesson, 1.8, "should have/never/always/not"),
    (Kind::Lesson, 1.8, "worse/better/cheaper/safer/faster/easier than"),
    (
        Kind::Lesson,
        1.8,
        "never/always/don't trust/assume/ask/let/believe/deploy/measure/test/check",
    ),
    (Kind::Lesson, 1.8, "next time"),
    (Kind::Lesson, 1.6, "is/are/isn't not/never a/an/the/enough"),
    (Kind::Lesson, 1.4, "if you/it"),
    (Kind::Lesson, 1.4, "a/an _ that _ is/isn't a/an/not"),
    // Shown.
    (Kind::Shown, 2.4, "look/looking at this/that/the"),
    (Kind::Shown, 2.2, "see this/that/the"),
    (
        Kind::Shown,
        2.2,
        "here/here's is/the/a graph/chart/panel/dashboard/log/screen/screenshot/trace/diff/query",
    ),
    (Kind::Shown, 2.0, "on the/your/my screen"),
];

/// Cues of questions, for what answers them.
const ASKED: &[(Kind, f32, &str)] = &[
    (Kind::Impact, 1.6, "how long"),
    (Kind::Impact, 1.2, "how bad/big"),
    (Kind::Impact, 1.4, "who was/is/got hit/affected"),
    (Kind::Impact, 1.4, "impact/damage/affected/affect"),
    (
        Kind::Detection,
        1.8,
        "how/who/when did/was/were/do/saw/noticed/found _ find/notice/catch/know/learn/saw/found/caught/noticed/that/it",
    ),
    (
        Kind::Detection,
        1.4,
        "who/what saw/noticed/caught/found/told/tipped/alerted",
    ),
    (Kind::Trigger, 2.0, "what changed/happened"),
    (
        Kind::Trigger,
        1.8,
        "what had/did/was _ change/changed/deploy/deployed/ship/shipped",
    ),
    (Kind::RejectedHypothesis, 2.0, "was/were/is it/that/they"),
    (Kind::RootCause, 1.6, "why"),
    (
        Kind::RootCause,
        1.8,
        "what was/is/caused/went it/that/the/wrong/problem/reason/cause/culprit",
    ),
    (Kind::Mechanism, 1.2, "how does/do/can/could"),
    (Kind::Mechanism, 1.2, "waiting/does for/what/that"),
    (
        Kind::DataRepair,
        2.0,
        "what/and about the/those _ who/that/already",
    ),
    (Kind::DataRepair, 1.8, "what happened to/with the"),
    (Kind::Fix, 2.0, "fix/fixed/mitigate/solve/solved/stop"),
    (Kind::Fix, 1.8, "what did you/we do"),
    (Kind::Fix, 1.6, "how did you/we/they"),
    (
        Kind::Verification,
        2.0,
        "did/have/how you/we/do/did _ test/tested/verify/verified/check/checked/sure/know",
    ),
    (Kind::Verification, 1.6, "does it/that work/hold"),
    (
        Kind::Lesson,
        2.0,
        "what would/did you/we/they tell/change/learn/take/do",
    ),
    (Kind::Lesson, 1.8, "takeaway/lesson/differently/advice"),
    (Kind::FollowUp, 1.8, "what's/what next/left/missing/happens"),
    (Kind::FollowUp, 1.6, "who/when will/owns/takes/is"),
    (
        Kind::FollowUp,
        1.8,
        "what do/should/will/can we change/do/improve/fix",
    ),
    (Kind::Decision, 1.4, "should/shall/do we/you"),
    (
        Kind::Metric,
        1.2,
        "what's/what _ limit/size/version/number/rate/count/total/threshold",
    ),
    (Kind::Metric, 1.2, "how big/large/fast/often/old/far"),
    (Kind::Metric, 1.0, "how many/much"),
];

/// Cues of headings and labels, for what stands under them or behind them.
const HEADED: &[(Kind, f32, &str)] = &[
    (Kind::Impact, 2.2, "impact/affected/damage"),
    (Kind::Detection, 2.2, "detection/detected/alert"),
    (Kind::Trigger, 2.2, "trigger/recent"),
    (Kind::Symptom, 2.0, "symptom*/observed/observation*"),
    (Kind::RejectedHypothesis, 2.0, "hypothes*/theory/theories"),
    (Kind::RootCause, 2.4, "root"),
    (Kind::RootCause, 2.0, "cause/causes/contributing"),
    (Kind::RootCause, 1.6, "went wrong"),
    (Kind::Mechanism, 1.6, "analysis/mechanism"),
    (
        Kind::Fix,
        2.2,
        "fix/fixes/resolution/mitigation/solution/remediation/changes",
    ),
    (Kind::Verification, 2.2, "verification/verify/validation/recovery"),
    (Kind::DataRepair, 2.0, "repair/backfill/cleanup"),
    (Kind::Decision, 2.4, "decision*/decided"),
    (
        Kind::FollowUp,
        2.4,
        "action*/next/follow-up/follow-ups/todo/recommendations",
    ),
    (Kind::FollowUp, 2.2, "follow up/ups"),
    (Kind::OpenQuestion, 2.2, "open/questions/unknowns"),
    (Kind::Lesson, 2.4, "lesson*/learned/learnings/takeaway*"),
    (Kind::Lesson, 1.6, "went well"),
    (Kind::Metric, 1.8, "metric*/slo/numbers/statistics"),
];

/// One word of a cue.
enum Word {
    /// Any of these words as written.
    Any(Vec<(String, Option<Stem>)>),
    /// Up to three words of any kind.
    Gap,
}

struct Cue {
    kind: Kind,
    weight: f32,
    words: Vec<Word>,
}

/// Cues by what their first word can be.
struct Table {
    cues: Vec<Cue>,
    by_word: FxHashMap<String, Vec<usize>>,
    by_stem: FxHashMap<Stem, Vec<usize>>,
}

impl Table {
    fn new(list: &[(Kind, f32, &str)]) -> Table {
        let mut table = Table {
            cues: Vec::with_capacity(list.len()),
            by_word: FxHashMap::default(),
            by_stem: FxHashMap::default(),
        };
        for (n, &(kind, weight, text)) in list.iter().enumerate() {
            let words: Vec<Word> = text.split(' ').map(word).collect();
            if let Some(Word::Any(first)) = words.first() {
                for (text, stem) in first {
                    match stem {
                        Some(stem) => table.by_stem.entry(*stem).or_default().push(n),
                        None => table.by_word.entry(text.clone()).or_default().push(n),
                    }
                }
            }
            table.cues.push(Cue { kind, weight, words });
        }
        table
    }
}

fn word(text: &str) -> Word {
    if text == "_" {
        return Word::Gap;
    }
    let any = text.split('/').map(|it| match it.strip_suffix('*') {
        Some(root) => (root.to_owned(), Some(words::stem(root))),
        None => (it.to_owned(), None),
    });
    Word::Any(any.collect())
}

/// Which table of cues is asked.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// A statement.
    Stated,
    /// A question, for its answer.
    Asked,
    /// A heading or label, for what it names.
    Headed,
}

fn table(place: Place) -> &'static Table {
    static TABLES: [OnceLock<Table>; 3] = [const { OnceLock::new() }; 3];
    let (n, list) = match place {
        Place::Stated => (0, STATED),
        Place::Asked => (1, ASKED),
        Place::Headed => (2, HEADED),
    };
    TABLES[n].get_or_init(|| Table::new(list))
}

/// The weight of each kind that a cue in `said` speaks for: the strongest cue counts in full, others for a third.
pub(super) fn weights(place: Place, said: &[Said]) -> Vec<(Kind, f32)> {
    let table = table(place);
    let mut best: Vec<(Kind, f32, f32)> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for (at, (text, stem)) in said.iter().enumerate() {
        let by_word = table.by_word.get(text).into_iter().flatten();
        for &n in by_word.chain(table.by_stem.get(stem).into_iter().flatten()) {
            let cue = &table.cues[n];
            if seen.contains(&n) || !matches(&cue.words, &said[at..]) {
                continue;
            }
            seen.push(n);
            match best.iter_mut().find(|it| it.0 == cue.kind) {
                Some(it) => {
                    let (high, low) = (it.1.max(cue.weight), it.1.min(cue.weight));
                    it.1 = high;
                    it.2 += low / 3.0;
                }
                None => best.push((cue.kind, cue.weight, 0.0)),
            }
        }
    }
    best.into_iter()
        .map(|(kind, top, rest)| (kind, top + rest))
        .collect()
}

/// Whether `said` begins with the words of a cue.
fn matches(words: &[Word], said: &[Said]) -> bool {
    const GAP: usize = 3;
    match words {
        [] => true,
        [Word::Gap, rest @ ..] => (0..=GAP.min(said.len())).any(|it| matches(rest, &said[it..])),
        [Word::Any(any), rest @ ..] => said.first().is_some_and(|(text, stem)| {
            let is_one = any.iter().any(|(it, of)| match of {
                Some(of) => of == stem,
                None => it == text,
            });
            is_one && matches(rest, &said[1..])
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(place: Place, text: &str) -> Vec<Kind> {
        let mut found: Vec<Kind> = weights(place, &said(text)).into_iter().map(|it| it.0).collect();
        found.sort();
        found
    }

    #[test]
    fn cues_take_forms_gaps_and_alternatives() {
        assert_eq!(of(Place::Stated, "The moral is short."), [Kind::Lesson]);
        assert!(of(Place::Stated, "We restored the shelf list from Sunday.").contains(&Kind::DataRepair));
        assert!(of(Place::Asked, "What changed?").contains(&Kind::Trigger));
        assert!(of(Place::Headed, "Root Cause").contains(&Kind::RootCause));
        assert_eq!(of(Place::Stated, "A quiet afternoon in the reading room."), []);
    }
}

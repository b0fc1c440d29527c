//! The kinds of facts, in the order in which a post tells them.

/// What a fact tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Whom it hit, how much, how long.
    Impact,
    /// Who noticed, and how.
    Detection,
    /// What was changed before it began.
    Trigger,
    /// What was seen to go wrong.
    Symptom,
    /// What it was taken for and was not.
    RejectedHypothesis,
    /// What it was.
    RootCause,
    /// How it came about, step by step.
    Mechanism,
    /// What was done about it.
    Fix,
    /// How it is known, or will be known, that it works.
    Verification,
    /// What was done for what had been broken already.
    DataRepair,
    /// What was settled, or turned down.
    Decision,
    /// What is still to be done.
    FollowUp,
    /// What nobody knows yet.
    OpenQuestion,
    /// What to take away.
    Lesson,
    /// A measured or counted value.
    Metric,
    /// A line said so well that its words are worth keeping.
    Quote,
    /// Something shown on a screen.
    Shown,
}

/// Every kind, in the order of a post.
pub const KINDS: [Kind; 17] = [
    Kind::Impact,
    Kind::Detection,
    Kind::Trigger,
    Kind::Symptom,
    Kind::RejectedHypothesis,
    Kind::RootCause,
    Kind::Mechanism,
    Kind::Fix,
    Kind::Verification,
    Kind::DataRepair,
    Kind::Decision,
    Kind::FollowUp,
    Kind::OpenQuestion,
    Kind::Lesson,
    Kind::Metric,
    Kind::Quote,
    Kind::Shown,
];

impl Kind {
    /// The name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Impact => "impact",
            Kind::Detection => "detection",
            Kind::Trigger => "trigger",
            Kind::Symptom => "symptom",
            Kind::RejectedHypothesis => "rejected-hypothesis",
            Kind::RootCause => "root-cause",
            Kind::Mechanism => "mechanism",
            Kind::Fix => "fix",
            Kind::Verification => "verification",
            Kind::DataRepair => "data-repair",
            Kind::Decision => "decision",
            Kind::FollowUp => "follow-up",
            Kind::OpenQuestion => "open-question",
            Kind::Lesson => "lesson",
            Kind::Metric => "metric",
            Kind::Quote => "quote",
            Kind::Shown => "shown",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Kind> {
        KINDS.into_iter().find(|it| it.name() == name)
    }

    /// The heading above facts of this kind.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Impact => "Impact",
            Kind::Detection => "Detection",
            Kind::Trigger => "Trigger",
            Kind::Symptom => "Symptoms",
            Kind::RejectedHypothesis => "Rejected hypotheses",
            Kind::RootCause => "Root cause",
            Kind::Mechanism => "Mechanism",
            Kind::Fix => "Fix",
            Kind::Verification => "Verification",
            Kind::DataRepair => "Data repair",
            Kind::Decision => "Decisions",
            Kind::FollowUp => "Follow-ups",
            Kind::OpenQuestion => "Open questions",
            Kind::Lesson => "Lessons",
            Kind::Metric => "Numbers",
            Kind::Quote => "Quotes",
            Kind::Shown => "Shown on screen",
        }
    }

    /// What one fact of this kind is called in a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Impact => "impact",
            Kind::Detection => "detection",
            Kind::Trigger => "trigger",
            Kind::Symptom => "symptom",
            Kind::RejectedHypothesis => "rejected hypothesis",
            Kind::RootCause => "root cause",
            Kind::Mechanism => "mechanism",
            Kind::Fix => "fix",
            Kind::Verification => "verification",
            Kind::DataRepair => "data repair",
            Kind::Decision => "decision",
            Kind::FollowUp => "follow-up",
            Kind::OpenQuestion => "open question",
            Kind::Lesson => "lesson",
            Kind::Metric => "number",
            Kind::Quote => "quote",
            Kind::Shown => "shown on screen",
        }
    }
}

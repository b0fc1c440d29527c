//! Habits that are words: phrases by pattern, in the notation of `persona::phrase`.

use std::sync::OnceLock;

use super::{Habit, Pattern};
use crate::persona::phrase::{Phrase, Phrases};
use crate::persona::reading::{Line, Reading};

/// Phrases, one per line.
const TABLES: &[(Pattern, &str)] = &[
    (Pattern::Preamble, "
        ^ in this post/article/blog/guide/piece/section
        in this post/article/guide/piece i'll/we'll
        in this post/article/guide/piece i/we/you will/explore/walk/look/cover/want
        in this blog post
        this post/article/guide will/aims/explores
        let's dive in/into
        ~dive into the world
        let's explore/unpack
        let's take a closer look
        ^ let's get started
        before we dive in/into
        before diving in/into
        without further ado
        ^ imagine this/a
        picture this
        ^ are you tired of
        ^ have you ever wondered
        look no further
        welcome to this/our/the post/guide/article
        i want to walk/take you through"),
    (Pattern::Filler, "
        it's worth ~note/mentioning/pointing/remembering/emphasizing/highlighting/considering/saying
        it is worth ~note/mentioning/pointing/remembering/emphasizing/highlighting/considering/saying
        is worth ~note that
        it's important to ~note/remember/understand/recognize/mention/highlight/emphasize/realize/keep
        it is important/crucial/essential/vital/critical to ~note/remember/understand/recognize/mention/highlight/emphasize/realize/keep
        it's crucial/essential/vital to ~note/remember/understand/recognize/mention/highlight/emphasize/realize
        it should be noted
        it bears/merits mentioning/repeating
        it goes without saying
        needless to say
        as we all know
        as you may/might know
        as mentioned earlier/above
        the fact of the matter
        due to the fact that
        in order to be able to
        for all intents and purposes
        when it comes to
        the truth is that
        ^ simply put
        ^ interestingly
        ^ importantly
        ^ notably
        ^ arguably
        it can be argued
        generally speaking
        to be honest
        in a very real sense
        one of the most important things to
        that being said
        with that said
        having said that"),
    (Pattern::InflatedWord, "
        ~delve
        tapestry/tapestries
        ~underscore the/how/a/an/its/our/that/why
        ~showcase
        ~foster a/an/the/innovation/collaboration/trust/growth
        ~garner
        intricate/intricacies
        ~interplay
        meticulous/meticulously
        pivotal
        seamless/seamlessly
        multifaceted
        holistic/holistically
        ~synergy
        ~empower
        ~elevate your/our/the/their
        ~streamline
        myriad
        plethora
        realm/realms
        ~embark on
        ~harness the/its/their/our/your
        ~leverage the/a/an/our/your/their/its/this/these/existing/modern/new/ai/data/both
        to leverage
        by leveraging
        ~unlock the/new/your/its/their/value/potential
        unleash/unleashed/unleashing
        transformative
        groundbreaking
        unparalleled
        unprecedented
        invaluable
        indelible
        ever-evolving
        ever evolving/changing/growing
        burgeoning
        bustling
        vibrant
        nuanced
        robustly
        robust and
        comprehensive and
        crucial role
        crucial for
        ~navigate the complexities/complexity/challenges/landscape
        evolving/complex/modern/digital/technological/current/competitive landscape
        enduring
        resonate/resonates/resonated
        profound/profoundly
        paramount
        revolutionize/revolutionizes/revolutionized/revolutionizing/revolutionise
        supercharge/supercharged
        spearhead/spearheaded"),
    (Pattern::InflatedCopula, "
        ~serve as a/an/the/our/my/its/both
        ~stand as a/an/the/our/one
        ~act as a testament/reminder/beacon/cornerstone/catalyst
        ~boast a/an/the/over/more/nearly/some/impressive/several
        ~represent a significant/major/fundamental/new/shift/step/turning
        ~mark a significant/major/new/shift/turning/pivotal
        ~constitute a/an"),
    (Pattern::Inflation, "
        a testament to
        testament to
        ~play a/an crucial/vital/pivotal/key/significant/critical/important/central/essential/instrumental/integral role/part
        crucial/vital/pivotal/defining/watershed moment
        ~underscore the importance/significance/need/value
        the importance/significance of … cannot/can't be overstated
        cannot/can't be overstated
        rich tapestry/history/heritage
        beacon of
        cornerstone of
        in the heart of
        ~leave a lasting/indelible
        lasting/enduring legacy
        setting the stage for
        ~set the stage for
        paradigm shift
        game changer
        game changing
        turning point in
        new era of
        a world of possibilities
        the possibilities are endless
        the future of … is bright
        ~shape the future
        ~push the boundaries
        stands at the intersection
        at the intersection of
        the very fabric of
        more than just a
        deeply rooted
        broader/wider implications for"),
    (Pattern::DidNothing, "
        did/does/do/done/doing nothing to"),
    (Pattern::RevealPhrase, "
        here's the thing/kicker/catch/twist/rub/deal/truth/secret/best/fun/interesting/scary/uncomfortable
        here is the thing/kicker/catch/twist/rub/deal/truth/secret/best/fun/interesting/scary/uncomfortable
        here's what/where/why … $
        here is what/where/why … $
        here's why
        here is where/why it
        here's where it/things gets/get
        here's what nobody
        here's what most people
        that's where … comes in
        ^ plot twist
        spoiler alert
        ^ spoiler
        let that sink in
        the best part
        ^ and honestly
        let me be clear
        make no mistake
        ^ enter the
        but wait
        ^ the uncomfortable/hard/simple/honest truth is
        the dirty secret
        what nobody tells you"),
    (Pattern::Intensifier, "
        truly
        incredibly
        absolutely
        remarkably
        exceptionally
        immensely
        tremendously
        undeniably
        unquestionably
        extraordinarily
        insanely
        ridiculously
        genuinely
        vastly
        deeply/profoundly grateful/important/human/personal/aware/committed/concerned
        extremely
        utterly"),
    (Pattern::TemporalFiller, "
        in today's … world/landscape/era/age/environment/market
        in today's world/landscape/era/age/market
        in today's fast/ever/digital/data/modern/rapidly/increasingly
        in the modern/current/digital world/era/age/landscape
        in an era of/where/when
        in an age of/where/when
        in the age/era of
        in this day and age
        now more than ever
        more important/relevant/critical than ever
        than ever before
        at this point in time
        in recent years
        over the years
        since the dawn of
        throughout history
        as technology ~evolve/~advance/continues
        ~continue to evolve
        going forward
        moving forward
        as we move forward
        the days of … are over"),
    (Pattern::Cliche, "
        at the end of the day
        low hanging fruit
        ~move the needle
        circle back
        deep dive
        take/takes/taking/taken/took … to the next level
        to the next level
        win win
        think/thinking/thought outside the box
        best in class
        world class
        double edged sword
        value proposition
        value add
        boil the ocean
        ~hit the ground running
        tip of the iceberg
        perfect storm
        silver bullet
        needle in a haystack
        elephant in the room
        ~raise the bar
        ~push the envelope
        back to the drawing board
        all hands on deck
        on the same page
        ~touch base
        ~pave the way
        ~stand the test of time
        the rest is history
        when all is said and done
        food for thought
        a breath of fresh air
        easier said than done
        ~think/thought leader
        thought leadership
        ~drive innovation/value/growth/results/success
        mission critical and
        one size fits all
        ~bridge the gap
        ~unlock the/your full potential
        full potential
        best of both worlds
        only time will tell
        ~rise to the occasion/challenge
        ~open the door to
        ~stay ahead of the curve
        ahead of the curve
        ~take … by storm"),
    (Pattern::ToolResidue, "
        as an ai language model
        as a large language model
        i hope this email/message finds you
        ^ certainly here/here's
        ^ sure here/here's
        here's a/the revised/updated/polished version
        would you like me to
        let me know if you'd like/need/want
        i'd be happy to
        feel free to ask"),
    (Pattern::Despite, "
        despite these/its/the/their/this challenges/challenge/obstacles/setbacks/limitations/difficulties/hurdles/drawbacks/issues
        despite … ~continue to
        despite … ~remain"),
    (Pattern::Credentials, "
        as a seasoned/veteran/senior/lifelong/certified/principal/staff/longtime
        over/with … years of experience
        decades of experience
        years in the industry
        battle tested/hardened
        award winning
        industry leading
        seasoned engineer/professional/developer/veteran/expert
        in my … years as"),
    (Pattern::Restating, "
        ^ in other words
        ^ put simply
        ^ put differently
        ^ to put it simply/another/differently
        ^ in conclusion
        ^ in summary
        ^ to summarize
        ^ to sum up
        ^ ultimately
        ^ overall
        ^ in essence
        ^ in short
        ^ all in all
        that is to say"),
    (Pattern::UnprovenAdjective, "
        cutting edge
        state of the art
        innovative
        revolutionary
        groundbreaking
        blazing/blazingly/lightning fast
        powerful
        elegant/elegantly
        comprehensive
        sophisticated
        robust
        next generation
        world class
        unmatched
        compelling
        rock solid
        enterprise grade
        intuitive
        effortless/effortlessly"),
    (Pattern::Euphemism, "
        learning opportunity/opportunities/experience
        suboptimal
        room for improvement
        teachable moment
        less than ideal
        ~experience some/brief/minor/intermittent/temporary/degraded
        ~experience … issues/difficulties/challenges
        growing pains
        unforeseen/unexpected challenges/circumstances
        opportunity/opportunities for improvement
        areas for/of improvement/growth
        brief/minor/temporary hiccup/disruption/inconvenience
        not without its challenges"),
    (Pattern::BodyEmotion, "
        my/his/her/our/their heart/stomach/jaw/pulse/breath/blood/chest/throat/gut/spine/palms/hands/shoulders/knees/skin/mouth ~drop/sank/~sink/raced/~race/~pound/ran/~run/~tighten/~clench/went/~freeze/froze/fell/~fall/~shake/shook/~sweat/~quicken/~relax/~turn/~twist/~knot/~skip/stopped/~stop
        chill/shiver/chills/shivers ran/down/up/went
        down my/his/her spine
        ~let out a breath
        breath i/she/he/we didn't/hadn't
        ~hold my/our/his/her breath
        held my/our/his/her breath
        pit of my/his/her stomach
        lump in my/his/her throat
        cold sweat
        goosebumps
        knot in my/his/her
        weight off/lifted
        white knuckled"),
    (Pattern::VagueAssociation, "
        is/are/was/were/been often/commonly/closely/generally/typically associated/linked/tied/connected with/to
        is/are/was/were/been associated/linked/tied/connected with/to
        has/have to do with"),
    (Pattern::KnowledgeCutoff, "
        as of my last/latest
        as of my knowledge
        my knowledge cutoff
        my training data
        based on available/publicly information
        based on the available
        while specific/exact/precise details
        details are limited/scarce/unclear
        not publicly available/disclosed/known
        up to my last"),
    (Pattern::IntentOnly, "
        ~aim to
        ~seek/sought to
        ~strive to
        is/are/was/were designed/intended/meant/built to help/ensure/provide/make/enable/improve/support/allow/reduce/prevent
        is/are committed to
        in an effort to
        with the goal/aim/intention of
        our goal is to
        the goal is/was to
        ~hope to/that"),
    (Pattern::VagueAttribution, "
        experts/researchers/analysts/observers/critics/scholars/historians/commentators/pundits/insiders ~say/said/~argue/~believe/~suggest/~note/~agree/~warn/~claim/~predict/have/widely/generally/often
        studies/research/surveys/reports/evidence/statistics/data ~show/~suggest/~indicate/has/have/~reveal/~confirm/~demonstrate shown/suggested/indicated/that/a/an/the/how/more/most/revealed/consistently
        studies ~show/~suggest/~indicate
        industry reports/experts/leaders/insiders/observers/analysts
        many/some/most experts/people/engineers/developers/teams/observers/critics/analysts/researchers ~believe/~argue/~agree/~say/~claim/~suggest/~think/~consider
        it's often/widely/commonly/generally believed/accepted/known/argued/said/agreed/regarded
        it is often/widely/commonly/generally believed/accepted/known/argued/said/agreed/regarded
        is/are widely/generally/often/commonly regarded/considered/seen/believed/recognized/accepted
        many argue/believe/say/agree/consider
        some would/might/may argue/say
        there is a growing/broad consensus"),
];

fn phrases() -> &'static Phrases<(Pattern, &'static str)> {
    static PHRASES: OnceLock<Phrases<(Pattern, &'static str)>> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let entries = TABLES.iter().flat_map(|(pattern, table)| {
            let lines = table.lines().map(str::trim).filter(|it| !it.is_empty());
            lines.map(|it| (Phrase::parse(it), (*pattern, it)))
        });
        Phrases::new(entries)
    })
}

/// The phrases in `reading`.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Habit> {
    let mut res = Vec::new();
    for (n, line) in reading.lines.iter().enumerate() {
        for found in phrases().find(line) {
            let (pattern, words) = found.what;
            if is_meant(reading, line, pattern, found.words) {
                res.push(Habit {
                    pattern,
                    span: reading.in_file(n, found.span),
                    sentence: Some(line.sentence),
                    words: Some(words),
                    n: 1,
                });
            }
        }
    }
    res
}

/// Whether the sentence leaves the phrase, from its first to its last word, what it is.
fn is_meant(reading: &Reading<'_>, line: &Line<'_>, pattern: Pattern, words: (usize, usize)) -> bool {
    // `Overall, …` sums up; `Overall latency` does not.
    let is_opener = words == (0, 0) && matches!(pattern, Pattern::Restating | Pattern::Filler);
    if is_opener && !line.between(0).starts_with([',', ':']) {
        return false;
    }
    // A link or a citation says who.
    let sentence = &reading.draft.sentences[line.sentence];
    let is_cited = || {
        reading
            .draft
            .citations
            .iter()
            .any(|it| it.sentence == Some(line.sentence))
    };
    pattern != Pattern::VagueAttribution || (sentence.links.is_empty() && !is_cited())
}

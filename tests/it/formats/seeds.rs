//! The two incidents that this project was made for, as they are read.

use std::path::Path;

use backline::transcript::{Stamp, Transcript, TurnKind, Why};

fn seed(name: &str) -> Option<Transcript> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/seeds")
        .join(name);
    if !path.exists() {
        println!("SKIPPED: there is no {}", path.display());
        return None;
    }
    let read = backline::workspace::read::read_source(&path, name);
    Some(Transcript::parse(
        &read.unwrap_or_else(|error| panic!("{error}")).text,
    ))
}

fn count(it: &Transcript, kind: TurnKind) -> usize {
    it.turns.iter().filter(|it| it.kind == kind).count()
}

#[test]
fn every_garbled_place_of_the_session_can_be_read() {
    let Some(it) = seed("redis-session.md") else {
        return;
    };
    assert_eq!(it.rewritten.len(), 54);
    for place in &it.rewritten {
        assert_eq!(place.why, Why::Garbled);
        let turn = it
            .turns
            .iter()
            .find(|it| it.span.contains(place.span))
            .expect("a turn holds it");
        let text = turn.view.text();
        assert!(text.contains(&place.read), "{:?} in {text:?}", place.read);
        assert!(!text.contains(&it.text[place.span.range()]), "{text:?}");
    }
}

#[test]
fn phases_commands_and_what_they_printed_are_told_apart() {
    let Some(it) = seed("redis-session.md") else {
        return;
    };
    let phases = it
        .turns
        .iter()
        .filter(|it| it.kind == TurnKind::Heading && it.view.text().starts_with("Phase "));
    let starts: Vec<Option<Stamp>> = phases.map(|it| it.start).collect();
    let clock = |hour: u16, minute: u16| Some(Stamp::Clock(hour * 60 + minute));
    assert_eq!(
        starts,
        [
            clock(14, 17),
            clock(14, 22),
            clock(14, 28),
            clock(14, 32),
            clock(14, 40),
            clock(14, 50)
        ]
    );
    let kind_of = |words: &str| {
        let turn = it.turns.iter().find(|it| it.view.text().starts_with(words));
        turn.map(|it| it.kind)
    };
    assert_eq!(
        kind_of("kubectl get pods -n production | grep redis"),
        Some(TurnKind::Command)
    );
    assert_eq!(
        kind_of("redis-cluster-2: CrashLoopBackOff"),
        Some(TurnKind::Output)
    );
    assert_eq!(kind_of("Result: 8.4 seconds"), Some(TurnKind::Output));
    assert_eq!(
        (count(&it, TurnKind::Command), count(&it, TurnKind::Output)),
        (76, 39)
    );
}

#[test]
fn the_guide_keeps_its_two_examples_apart() {
    let Some(it) = seed("incident-report-guide.md") else {
        return;
    };
    assert!(5 <= count(&it, TurnKind::Event), "{}", it.why);
    assert_eq!(it.rewritten, []);
    // What either example says of its pool stands under a heading of its own.
    let section = |words: &str| {
        let turn = it.turns.iter().find(|it| it.view.text().contains(words));
        turn.unwrap_or_else(|| panic!("{words}")).section
    };
    assert!(section("from 50 to 100").is_some() && section("from 25 to 75").is_some());
    assert_ne!(section("from 50 to 100"), section("from 25 to 75"));
}

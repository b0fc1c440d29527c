//! What is read from which words, as one table, and what holds for every text.

use proptest::prelude::*;

use super::*;

/// One quantity in short: bound, value in base units, dimension, rate; other sorts with their text.
fn brief(text: &str, it: &Quantity) -> String {
    let words = &text[it.span.range()];
    match it.sort {
        Sort::Amount => {}
        Sort::Ordinal => return format!("#{}", it.low),
        Sort::Version => return format!("version {words}"),
        Sort::Year => return format!("year {words}"),
        Sort::Identifier => return format!("name {words}"),
    }
    let bound = match it.bound {
        Bound::Exact => "",
        Bound::About => "~",
        Bound::JustUnder => "-",
        Bound::Over => ">",
        Bound::Under => "<",
        Bound::AtLeast => ">=",
        Bound::AtMost => "<=",
    };
    let value = |it: f64| format!("{}", (it * 1e6).round() / 1e6);
    let number = if it.is_single() {
        value(it.low)
    } else {
        format!("{}..{}", value(it.low), value(it.high))
    };
    let dimension = match it.dimension {
        Dimension::Count => "",
        Dimension::Bytes => " B",
        Dimension::Time => " s",
        Dimension::Percent => " %",
        Dimension::PercentPoint => " pp",
        Dimension::Money(Currency::Dollar) => " $",
        Dimension::Money(Currency::Euro) => " €",
        Dimension::Money(Currency::Pound) => " £",
        Dimension::Money(Currency::Other) => " money",
        Dimension::Factor => " x",
        Dimension::Length => " m",
        Dimension::Mass => " kg",
        Dimension::Temperature => " deg",
        Dimension::Frequency => " Hz",
        Dimension::Other(_) => " other",
    };
    let per = it.per.map_or(String::new(), |it| format!(" /{it}"));
    format!("{bound}{number}{dimension}{per}")
}

fn show(text: &str) -> String {
    let found: Vec<String> = read(text).iter().map(|it| brief(text, it)).collect();
    found.join(" | ")
}

/// Text and what is read from it, separated by bars.
const CASES: &[(&str, &str)] = &[
    ("1.8 GB", "1800000000 B"),
    (".5 percent", "0.5 %"),
    ("38k tokens", "38000"),
    ("1.3M rows", "1300000"),
    ("2bn rows", "2000000000"),
    ("38 thousand", "38000"),
    ("1.3 million events", "1300000"),
    ("a hundred and ten", "110"),
    ("three and a half terabytes", "3500000000000 B"),
    ("one and a half seconds", "1.5 s"),
    ("sixty-two", "62"),
    ("two hundred million", "200000000"),
    ("nineteen hundred and four records", "1904"),
    ("one thousand nine hundred and four", "1904"),
    ("nought point four percent", "0.4 %"),
    ("zero point four percent", "0.4 %"),
    ("half the exports failed", "50 %"),
    ("half of them", "50 %"),
    ("a third of the pods", "33.333333 %"),
    ("three quarters of the traffic", "75 %"),
    ("a quarter of the traffic", "25 %"),
    ("a dozen pods", "12"),
    ("half a dozen pods", "6"),
    ("a couple of hours", "~7200..10800 s"),
    ("a couple hundred pods", "~200..300"),
    ("a few customers", "~3..5"),
    ("several pods", "~3..9"),
    ("dozens of pods", "~24..99"),
    ("hundreds of thousands of rows", "~100000..999999"),
    ("tens of thousands of rows", "~10000..99999"),
    ("it fired twice", "2 x"),
    ("double the memory", "2 x"),
    ("a tenfold increase", "10 x"),
    ("one of them", ""),
    ("no one noticed", ""),
    ("the one that failed", ""),
    ("one thing we did", ""),
    ("this one was slow", ""),
    ("one day we saw it", ""),
    ("for one second", "1 s"),
    ("for one, we saw", ""),
    ("a second later", ""),
    ("6,000 reads a second", "6000 /1"),
    ("per second", ""),
    ("one second", ""),
    ("the second time", "#2"),
    ("two hundred requests per second", "200 /1"),
    ("512Mi to 2Gi", "536870912 B | 2147483648 B"),
    ("from 512Mi to 2Gi", "536870912 B | 2147483648 B"),
    ("200MB heap", "200000000 B"),
    ("3k tokens", "3000"),
    ("2h52m", "10320 s"),
    ("2 hours and 52 minutes", "10320 s"),
    ("1h 30m", "5400 s"),
    ("an hour and twenty", "4800 s"),
    ("an hour and twenty minutes", "4800 s"),
    ("a quarter of an hour", "900 s"),
    ("half an hour", "1800 s"),
    ("an hour and a half", "5400 s"),
    ("two and a half hours", "9000 s"),
    ("300s timeout", "300 s"),
    ("a 30-second timeout", "30 s"),
    ("a six-day outage", "518400 s"),
    ("10-minute window", "600 s"),
    ("a fortnight", ""),
    ("two fortnights", "2419200 s"),
    ("24%", "24 %"),
    ("24 percent", "24 %"),
    ("24 per cent", "24 %"),
    ("24 pct", "24 %"),
    ("5 percentage points", "5 pp"),
    ("5pp", "5 pp"),
    ("$5", "5 $"),
    ("€900", "900 €"),
    ("£3m", "3000000 £"),
    ("5 bucks", "5 $"),
    ("180,000 euros", "180000 €"),
    ("$1.2 million", "1200000 $"),
    ("$1.2M a year", "1200000 $ /31536000"),
    ("4x", "4 x"),
    ("3-4x faster", "3..4 x"),
    ("16× faster", "16 x"),
    ("three times", "3 x"),
    ("ten times as many", "10 x"),
    ("10-fold", "10 x"),
    ("100 Mbps", "100000000 other"),
    ("5 kWh", "5000 other"),
    ("12 V", "12 other"),
    ("300 px", "300 other"),
    ("2 MB per hour", "2000000 B /3600"),
    ("2MB/hour", "2000000 B /3600"),
    ("5 GB per day", "5000000000 B /86400"),
    ("10,400 req/min", "10400 /60"),
    ("60 requests an hour", "60 /3600"),
    ("every minute", ""),
    ("once a month", ""),
    ("between 5 and 10 pods", "5..10"),
    ("from 5 to 10 percent", "5 % | 10 %"),
    ("misses fell from 36 percent to seven.", "36 % | 7 %"),
    ("it went from 36 percent to seven people", "36 % | 7"),
    ("from 5 GB to 40 on Friday", "5000000000 B | 40000000000 B"),
    ("it took two hours, ten minutes ahead of plan", "7200 s | 600 s"),
    ("it took two hours, ten minutes in all", "7800 s"),
    ("two to three hours", "7200..10800 s"),
    ("2–3 hours", "7200..10800 s"),
    ("5 to 10 percent", "5..10 %"),
    ("about 1.8 gigs", "~1800000000 B"),
    ("around sixty", "~60"),
    ("roughly 40%", "~40 %"),
    ("some two thousand users", "~2000"),
    ("~300 ms", "~0.3 s"),
    ("60ish", "~60"),
    ("sixty-ish", "~60"),
    ("40 or so", "~40"),
    ("give or take 40", "40"),
    ("40, give or take", "~40"),
    ("maybe ten", "~10"),
    ("almost 2 GB", "-2000000000 B"),
    ("nearly a week", "-604800 s"),
    ("just under 40k", "-40000"),
    ("close to 3 hours", "~10800 s"),
    ("over 300 pods", ">300"),
    ("more than 300", ">300"),
    ("north of 40", ">40"),
    ("60+ pods", ">60"),
    ("just over 2 hours", ">7200 s"),
    ("a little over an hour", ">3600 s"),
    ("well over 200", ">200"),
    ("under 200 ms", "<0.2 s"),
    ("less than 5%", "<5 %"),
    ("fewer than ten", "<10"),
    ("< 500ms", "<0.5 s"),
    ("at least 3", ">=3"),
    ("≥ 3", ">=3"),
    ("up to 8 GB", "<=8000000000 B"),
    ("at most 3", "<=3"),
    ("no more than 3", "<=3"),
    ("within six days", "<=518400 s"),
    ("over six days", "518400 s"),
    ("it ran for over six days", ">518400 s"),
    ("exactly 12", "12"),
    ("upgraded from 1.27 to 1.29", "version 1.27 | version 1.29"),
    ("from 1.27 to 1.29", "version 1.27 | version 1.29"),
    ("Kubernetes 1.27 killed pods", "version 1.27"),
    ("v211", "version v211"),
    ("v1.2.3", "version v1.2.3"),
    ("version 2", "version 2"),
    ("MySQL 5.7", "version 5.7"),
    ("We moved to Postgres 15.", "version 15"),
    ("cgroup v2", "version v2"),
    ("p99 was 520 ms", "0.52 s"),
    ("S3 and K8s and x86_64 and utf-8 and OAuth2", ""),
    ("step nineteen", "#19"),
    ("episode 41", "#41"),
    ("phase 2", "#2"),
    ("on day twelve", "#12"),
    ("number one", "#1"),
    ("#3", "#3"),
    ("see No. 5", "#5"),
    ("P1 and sev2 and SEV2", "name P1 | name sev2 | name SEV2"),
    ("in 2019", ""),
    ("2019 records", "2019"),
    ("INC-2291", "name INC-2291"),
    ("api-server-2", "name api-server-2"),
    ("0000-00-00", "name 0000-00-00"),
    ("listening on :8080", "name :8080"),
    ("port 8080", "name 8080"),
    ("HTTP 500", "name 500"),
    ("status 404", "name 404"),
    ("a 503 error", "name 503"),
    ("returned 503", "name 503"),
    ("commit 9f2ac1e was bad", "name 9f2ac1e"),
    ("10.0.0.1", "name 10.0.0.1"),
    (
        "550e8400-e29b-41d4-a716-446655440000",
        "name 550e8400-e29b-41d4-a716-446655440000",
    ),
    ("L42", "name L42"),
    ("call 555-1234", "name 555-1234"),
    ("one in ten customers", "10 %"),
    ("1 in 10", "10 %"),
    ("one percent", "1 %"),
    ("with one replica", "1"),
    ("8,200 of 47,000", "8200 | 47000"),
    ("one point twenty-nine", "1.29"),
    (
        "upgraded from one point twenty-seven to one point twenty-nine",
        "version one point twenty-seven | version one point twenty-nine",
    ),
    ("two-node cluster", "2"),
    ("a hundred percent", "100 %"),
    ("zero downtime", "0"),
    ("three hundred and two", "302"),
    ("the 1990s", "year 1990s"),
    ("-5°C", "-5 deg"),
    ("kill -9", ""),
    ("first, we did it", "#1"),
    ("the twenty-first century", "#21"),
    ("a third time", "#3"),
    ("24/7", "name 24/7"),
    ("64-bit", "64 other"),
    ("1920x1080", ""),
    ("5xx errors", ""),
    ("2FA", ""),
    ("the limit was 2 gigs, not 1.8", "2000000000 B | 1.8"),
    ("maxmemory=512Mi", "536870912 B"),
    ("2.5 million dollars", "2500000 $"),
    ("a day or two", "~86400..172800 s"),
    ("two or three hours", "7200..10800 s"),
    ("three days ago", "259200 s"),
    ("6 hours a day", "21600 s /86400"),
    ("two hundred", "200"),
    ("two thousand", "2000"),
    ("38 thousand rows", "38000"),
    ("half a million rows", "500000"),
    ("three and a half", "3.5"),
    ("$0.03 per request", "0.03 $"),
    ("200 MB/s", "200000000 B /1"),
    ("5 TB", "5000000000000 B"),
    ("quarter past seven", ""),
    ("in one breath", ""),
    ("from zero to 300", "0 | 300"),
    ("A few hundred", "~300..500"),
    ("5,6,7", "5 | 6 | 7"),
    ("(3,4)", "3 | 4"),
    ("1,234,567.89", "1234567.89"),
    ("1e6 rows", ""),
    ("12 °C", "12 deg"),
    ("30 degrees", "30 deg"),
    ("15 kg", "15 kg"),
    ("5 miles", "8046.72 m"),
    ("3 GHz", "3000000000 Hz"),
    ("2 million and five replicas", "2000000 | 5"),
    ("200ms–300ms", "0.2..0.3 s"),
    ("$3-4 million", "3000000..4000000 $"),
    ("3-4 million rows", "3000000..4000000"),
    ("10 to 20k rows", "10000..20000"),
    ("0.5", "0.5"),
    ("the first 30 minutes", "#1 | 1800 s"),
    ("30 days", "2592000 s"),
    ("halved the latency", "0.5 x"),
    ("reduced by half", "50 %"),
    ("cut in half", "50 %"),
    ("more than half", ">50 %"),
    ("first half hour", "#1 | 1800 s"),
    ("two thirds of requests", "66.666667 %"),
    ("two-thirds of requests", "66.666667 %"),
    ("5 minutes 30 seconds", "330 s"),
    ("429s", ""),
    ("500 errors", "500"),
    ("a 500 error", "name 500"),
    ("between 5 ms and 10 ms", "0.005..0.01 s"),
    ("a hundred-node cluster", "100"),
    ("twenty second timeout", "20 s"),
    ("twenty-two seconds", "22 s"),
    ("1st and 2nd", "#1 | #2"),
    ("3 to 5 nodes", "3..5"),
    ("one-line fix", ""),
    ("PostgreSQL 11 added covering indexes.", "version 11"),
    (
        "requires MySQL 5.6–5.7 syntax; MySQL 8.0 uses another table",
        "version 5.6 | version 5.7 | version 8.0",
    ),
    ("PostgreSQL 15 or 16 planner", "version 15 | version 16"),
    ("Phase 3 (weeks 5–8)", "#3 | #5"),
    ("the 8.x releases", "version 8.x"),
    ("see [1] and [12]", ""),
    ("samples_per_second is 5", "5"),
    ("a 100-million-row table", "100000000"),
    ("Theme 2: what it costs", "#2"),
    ("arXiv 2410.05779", "name 2410.05779"),
    (
        "5 GB, 6 GB and 7 GB",
        "5000000000 B | 6000000000 B | 7000000000 B",
    ),
    ("at 3 GB per pod per day", "3000000000 B /86400"),
    ("we lost 2%-3% of it", "2..3 %"),
    ("$5 a month", "5 $ /2592000"),
    ("€5-10 a seat", "5..10 €"),
    ("raised it by two thirds", "66.666667 %"),
    ("every 30 seconds", "30 s"),
    ("every five minutes or so", "~300 s"),
    ("three to four times faster", "3..4 x"),
    ("two and a half times the load", "2.5 x"),
    ("a couple more pods", "~2..3"),
    ("a couple of thousand rows", "~2000..3000"),
    ("12 percent or less", "<=12 %"),
    ("40 requests or more", ">=40"),
    ("more than a week", ">604800 s"),
    ("less than a minute", "<60 s"),
    ("about an hour", "~3600 s"),
    ("for a week", "604800 s"),
    ("a week of work", ""),
    ("just shy of 3 TB", "-3000000000000 B"),
    ("upwards of 400 users", ">400"),
    ("as many as 12 pods", "<=12"),
    ("fifteen hundred", "1500"),
    ("a thousand and one", "1001"),
    ("six million two hundred thousand", "6200000"),
    ("twenty-first", "#21"),
    ("two dozen pods", "24"),
    ("ninety nine percent", "99 %"),
    ("5 % of it", "5 %"),
    ("10 percentage-point gain", "10 pp"),
    ("3 °C warmer", "3 deg"),
    ("12-core machines", "12"),
    ("a three-node cluster of 64 GB machines", "3 | 64000000000 B"),
    ("half an hour later", "1800 s"),
    ("three quarters of an hour", "2700 s"),
    ("an hour and a quarter", "4500 s"),
    ("two days and three hours", "183600 s"),
    ("2 hours, 5 minutes", "7500 s"),
    ("1 h 5 min", "3900 s"),
    ("45 mins", "2700 s"),
    ("20 secs", "20 s"),
    ("6 wks", "3628800 s"),
    ("18 months", "46656000 s"),
    ("10x faster", "10 x"),
    ("ten-fold", "10 x"),
    ("exactly once", ""),
    ("all four of them", "4"),
    ("the two of us", "2"),
    ("one by one", ""),
    ("one or two", "1..2"),
    ("one to one", ""),
    ("zero", "0"),
    ("none", ""),
    ("page 12", "#12"),
    ("line 40 of the file", "#40"),
    ("a page 12 rows long", "12"),
    ("Room 101", "name 101"),
    ("RFC 7231", "name 7231"),
    ("PR 421", "name 421"),
    ("CVE-2024-3094", "name CVE-2024-3094"),
    ("sha256 of it", ""),
    ("x86 and arm64", ""),
    ("the 404s and 503s", ""),
    ("port 443 and port 80", "name 443 | name 80"),
    ("1/3 of them", "name 1/3"),
    ("9 out of 10 exports", "9 | 10"),
    ("a 2x2 matrix", ""),
    ("the 80s", "year 80s"),
    ("250k QPS", "250000 /1"),
    ("10 Gbps links", "10000000000 other"),
    ("3.5 GHz", "3500000000 Hz"),
    ("99.95%", "99.95 %"),
    ("0.001", "0.001"),
    ("1,000,000", "1000000"),
    ("$1,234.56", "1234.56 $"),
    ("~$40k", "~40000 $"),
    ("$2M-$3M", "2000000..3000000 $"),
    ("$2B valuation", "2000000000 $"),
    ("7B parameters", "7000000000"),
    ("512 B", "512"),
    ("5m timeout", "300 s"),
    ("5m rows", "5000000"),
    ("30d retention", "2592000 s"),
    ("a 4K page", "4000"),
    ("8k tokens", "8000"),
    ("0.5 s", "0.5 s"),
    ("-3%", "-3 %"),
    ("3%-5%", "3..5 %"),
    ("2019-20 season", "name 2019-20"),
    ("47,000 rows", "47000"),
    (
        "We took k8s from 1.27 to 1.29 that week.",
        "version 1.27 | version 1.29",
    ),
    ("usage goes up to 1.8 gigs or so", "~1800000000 B"),
    ("In 1.28, they rewrote the scheduler.", "version 1.28"),
    ("after the upgrade it would reach 2.1 and die", "2.1"),
    ("born in the year zero", "#0"),
    ("around month seven we hired", "#7"),
    ("four in a thousand failed", "0.4 %"),
    ("an hour and twenty is too long", "4800 s"),
    (
        "costs went from forty-one to twenty-six thousand euros a month",
        "41000 € /2592000 | 26000 € /2592000",
    ),
    ("from 41 to 26 thousand euros", "41000 € | 26000 €"),
    ("two to three thousand users", "2000..3000"),
    ("about seven and a half of real data", "~7.5"),
    ("twenty-four a second too many", "24 /1"),
    ("zero zero zero zero", ""),
    ("in rehearsal five, it broke", "#5"),
    ("todo: 1) a key 2) an alarm (about 5) here", "#1 | #2 | ~5"),
    ("half the pods and half the jobs", "50 % | 50 %"),
    ("it is €180,000 over a year", "180000 € /31536000"),
    ("between 1.27 and 1.29", "version 1.27 | version 1.29"),
    ("from 1.2 to 1.8", "1.2 | 1.8"),
    ("47\u{a0}000 rows", "47000"),
    ("47\u{202f}000 rows", "47000"),
    ("47 000 rows", "47000"),
    ("6 Days of it", "518400 s"),
    ("at five to nine", ""),
    ("in 2019 we had 2019 rows", "2019"),
    ("a limit of 2048", "2048"),
    ("port 2019", "name 2019"),
    ("two days ago", "172800 s"),
];

#[test]
fn every_case_reads_as_written() {
    crate::language::hold(CASES, show);
}

fn only(text: &str) -> Quantity {
    let mut found = read(text);
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

#[test]
fn spans_tell_number_unit_and_rate_apart() {
    let text = "we do about 6,000 reads a second now";
    let it = only(text);
    assert_eq!(&text[it.span.range()], "about 6,000");
    assert_eq!(&text[it.number.range()], "6,000");
    assert_eq!(&text[it.rate.range()], "a second");
    assert!(it.unit.is_empty());
    let text = "a 2Gi limit";
    let it = only(text);
    assert_eq!((&text[it.number.range()], &text[it.unit.range()]), ("2", "Gi"));
}

#[test]
fn slack_is_half_of_the_last_digit_shown() {
    for (text, slack) in [
        ("1.8 GB", 0.05e9),
        ("47,000 rows", 0.5),
        ("38 thousand", 500.0),
        ("38k", 500.0),
        ("1.3 million", 50_000.0),
        ("2h52m", 30.0),
        ("two thousand", 500.0),
        ("three hundred", 0.5),
        ("three and a half terabytes", 0.05e12),
    ] {
        let found = only(text).slack;
        assert!((found - slack).abs() <= slack * 1e-9, "{text}: {found}");
    }
}

#[test]
fn times_that_are_known_need_not_be_read_again() {
    let text = "at 09:31 on 3 October 2025 we lost 40 pods";
    assert_eq!(read_with(text, &time::read(text)), read(text));
    assert_eq!(show(text), "40");
}

#[test]
fn sanity_over_shared_texts() {
    let mut seen = 0;
    for pattern in ["../shared/eval/gold", "../shared/corpus/posts", "../shared/pairs"] {
        let mut stack = vec![std::path::PathBuf::from(pattern)];
        while let Some(path) = stack.pop() {
            if path.is_dir() {
                stack.extend(
                    std::fs::read_dir(&path)
                        .into_iter()
                        .flatten()
                        .flatten()
                        .map(|it| it.path()),
                );
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            seen += 1;
            let mut end = 0;
            for it in read(&text) {
                assert!(
                    end <= it.span.start && text.get(it.span.range()).is_some(),
                    "{}",
                    path.display()
                );
                assert!(it.low.is_finite() && it.high.is_finite() && it.low <= it.high);
                end = it.span.end;
            }
        }
    }
    if seen == 0 {
        eprintln!("skipped: no shared texts beside this checkout");
    }
}

/// Pieces that meet each other in odd orders.
const PIECES: &[&str] = &[
    "a", "an", "one", "two", "twenty", "-", "–", "hundred", "thousand", "million", "and", "half", "quarter",
    "of", "point", "to", "from", "between", "about", "almost", "over", "12", "000", ",", ".", ":", "3",
    "2019", "%", "GB", "ms", "hours", "second", "per", "/", "x", "k", "$", "€", "\u{a0}", " ", " ", " ", "é",
    "🚨", "№", "past", "five", "am", "p", "m", "Monday", "May", "October", "the", "ninth", "at", "#", "v",
    "1.27", "or", "so", "(", ")", "\n", "_", "dozen", "few", "couple", "in", "day", "before", "last", "week",
    "morning", "'", "°", "C", "−", "T", "Z",
];

fn scrambled() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..PIECES.len(), 0..40).prop_map(|picks| {
        picks
            .into_iter()
            .map(|it| PIECES[it])
            .collect::<Vec<_>>()
            .concat()
    })
}

proptest! {
    #[test]
    fn any_text_gives_ordered_spans_on_character_boundaries(text in prop_oneof![any::<String>(), scrambled()]) {
        let mut end = 0;
        for it in read(&text) {
            prop_assert!(end <= it.span.start && it.span.start < it.span.end);
            for span in [it.span, it.number, it.unit, it.rate] {
                prop_assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
            }
            prop_assert!(it.low <= it.high || it.low.is_nan(), "{it:?} in {text:?}");
            end = it.span.end;
        }
        for it in time::read(&text) {
            prop_assert!(text.get(it.span.range()).is_some_and(|it| !it.is_empty()));
        }
    }

    #[test]
    fn a_count_of_records_is_that_count(n in 0u32..1_000_000_000) {
        let found = read(&format!("{n} records"));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].low, f64::from(n));
        prop_assert_eq!(found[0].sort, Sort::Amount);
    }
}

/// Numbers as they are said or typed in talk, and what a person reads in them. Below each form stand words like it
/// that mean something else.
const SPOKEN: &[(&str, &str)] = &[
    // Decimals without a whole part, and noughts that are said.
    ("Point two degrees.", "0.2 deg"),
    ("about point two degrees", "~0.2 deg"),
    ("it drifts by point five of a degree", "0.5 deg"),
    ("off by point oh five", "0.05"),
    ("it grew by point nought three percent", "0.03 %"),
    ("eight point oh five metres", "8.05 m"),
    ("one point oh two seconds", "1.02 s"),
    ("one point zero two seconds", "1.02 s"),
    ("zero point zero five", "0.05"),
    ("nought point nought three", "0.03"),
    ("oh point five volts", "0.5 other"),
    ("three point one four one", "3.141"),
    ("two point five million", "2500000"),
    ("minus five degrees", "-5 deg"),
    ("minus point five degrees", "-0.5 deg"),
    ("ten minus five", "10 | 5"),
    ("point two of the agenda", "2"),
    ("on point three we agreed", "3"),
    ("at that point two seconds had passed", "2 s"),
    ("at this point five of them left", "5"),
    ("the point five people made", "5"),
    ("Point two. We never met.", "2"),
    // A unit with its hundredths behind it.
    ("the bank's at four metres ten", "4.1 m"),
    ("two metres five", "2.05 m"),
    ("two metres oh five", "2.05 m"),
    ("one metre eighty tall", "1.8 m"),
    ("three pounds fifty", "3.5 £"),
    ("two euros ninety", "2.9 €"),
    ("four pounds twenty a head", "4.2 £"),
    ("a dollar fifty", "1.5 $"),
    ("twelve dollars and fifty cents", "12.5 $"),
    ("five euros and twenty cents", "5.2 €"),
    ("five euros twenty cents", "5.2 €"),
    ("three pounds and fifty pence", "3.5 £"),
    ("eighty pence", "0.8 £"),
    ("six foot two", "1.8796 m"),
    ("five foot eleven", "1.8034 m"),
    ("four metres tens of metres", "4 m"),
    ("four metres ten of us measured", "4 m | 10"),
    ("two euros ninety people paid", "2 € | 90"),
    ("three pounds, fifty times", "3 £ | 50 x"),
    ("two euros twenty years ago", "2 € | 630720000 s"),
    ("three metres ten percent of the time", "3 m | 10 %"),
    ("six foot two hundred times", "1.8288 m | 200 x"),
    // Durations said or typed short.
    ("so 1h37 in all", "5820 s"),
    ("2h42", "9720 s"),
    ("it ran 3h30.", "12600 s"),
    ("1h05m", "3900 s"),
    ("1h05", "3900 s"),
    ("4m20s", "260 s"),
    ("4m20", "260 s"),
    ("1h 37", "5820 s"),
    ("half a minute", "30 s"),
    ("half a second", "0.5 s"),
    ("half a sec", "0.5 s"),
    ("a minute and a half", "90 s"),
    ("two minutes thirty", "150 s"),
    ("two minutes thirty seconds", "150 s"),
    ("three hours twenty", "12000 s"),
    ("an hour twenty", "4800 s"),
    ("an hour ten in the end", "4200 s"),
    ("one hour forty", "6000 s"),
    ("two and a half minutes", "150 s"),
    ("a good ten minutes", "600 s"),
    ("an hour or so", "~3600 s"),
    ("twenty-odd minutes", "~1200..1740 s"),
    ("couple of minutes", "~120..180 s"),
    ("a tenth of a second", "0.1 s"),
    ("three tenths of a second", "0.3 s"),
    ("two tenths of a degree", "0.2 deg"),
    ("a day and a half", "129600 s"),
    ("a week and a half", "907200 s"),
    ("two minutes thirty people", "120 s | 30"),
    ("three hours twenty times", "10800 s | 20 x"),
    ("two hours forty of us waited", "7200 s | 40"),
    ("we drove two hours twenty to see it", "8400 s"),
    ("we paid three pounds ten to get in", "3.1 £"),
    ("1 h 41 min 20 s", "6080 s"),
    ("4 min 20 s", "260 s"),
    ("for an hour ten people waited", "3600 s | 10"),
    ("2h42 pods", "7200 s | 42"),
    // Large numbers.
    ("two thousand eight fifty", "2850"),
    ("two thousand eight hundred and fifty", "2850"),
    ("it cost two thousand eight fifty euros", "2850 €"),
    ("about two thousand eight fifty people signed", "~2850"),
    ("it peaked at nineteen forty requests", "1940"),
    ("the scale said one twelve", "112"),
    ("we lost a point two percent of them", "0.2 %"),
    ("twenty-two hundred", "2200"),
    ("twelve hundred euros", "1200 €"),
    ("twenty five hundred", "2500"),
    ("a thousand two hundred", "1200"),
    ("three eighty euros", "380 €"),
    ("two fifty milliseconds", "0.25 s"),
    ("one twenty milliseconds", "0.12 s"),
    ("five twelve megs", "512000000 B"),
    ("one twenty-eight gigs", "128000000000 B"),
    ("two oh five euros", "205 €"),
    ("two and a half thousand", "2500"),
    ("a million and a half", "1500000"),
    ("two million and a half", "2500000"),
    ("one and a half million", "1500000"),
    ("a hundred and fifty thousand", "150000"),
    ("a quarter of a million", "250000"),
    ("quarter of a million", "250000"),
    ("three quarters of a million", "750000"),
    ("fifty k a month", "50000 /2592000"),
    ("ten K", "10000"),
    ("ten grand", "10000"),
    ("about five grand", "~5000"),
    ("a couple of hundred", "~200..300"),
    ("couple of hundred", "~200..300"),
    ("couple hundred", "~200..300"),
    ("a few dozen", "~36..60"),
    ("a few hundred", "~300..500"),
    ("few hundred", "~300..500"),
    ("a dozen or so", "~12"),
    ("half dozen", "6"),
    ("a couple dozen", "~24..36"),
    ("forty-odd", "~40..49"),
    ("forty odd pods", "~40..49"),
    ("a hundred odd", "~100..199"),
    ("two grand pianos", "2"),
    ("a grand plan", ""),
    ("two thousand eight fifty-page reports", "2008 | 50"),
    ("one ten second pause", "10 s"),
    ("three fifty metre lanes", "3 | 50 m"),
    ("three eighty", "380"),
    ("plan k and ten Ks", "10"),
    ("odd ones, forty of them", "40"),
    // Ranges and shares.
    ("between forty and fifty", "40..50"),
    ("forty to fifty", "40..50"),
    ("five or six", "5..6"),
    ("forty or fifty", "40..50"),
    ("ten to fifteen minutes", "600..900 s"),
    ("two to three hundred", "200..300"),
    ("three or four hundred", "300..400"),
    ("four to five thousand euros", "4000..5000 €"),
    ("fifteen to twenty percent", "15..20 %"),
    ("five to ten k", "5000..10000"),
    ("one in five", "20 %"),
    ("one in three", "33.333333 %"),
    ("nine out of ten", "90 %"),
    ("nine out of ten times", "90 %"),
    ("every third one", "#3"),
    ("forty per cent", "40 %"),
    ("forty pct", "40 %"),
    ("two percentage points", "2 pp"),
    ("half a percent", "0.5 %"),
    ("half a per cent", "0.5 %"),
    ("a quarter of a percent", "0.25 %"),
    ("one and a half percent", "1.5 %"),
    ("a hundred and ten percent", "110 %"),
    ("fourfold", "4 x"),
    ("twice as many", "2 x"),
    ("half as many", "0.5 x"),
    ("half as much", "0.5 x"),
    ("a factor of ten", "10 x"),
    ("by a factor of 2.5", "2.5 x"),
    ("ten x", "10 x"),
    ("half as a joke", ""),
    // Typed short.
    ("10k", "10000"),
    ("1.2M", "1200000"),
    ("~40", "~40"),
    ("40ish", "~40"),
    ("40-odd", "~40..49"),
    ("<5s", "<5 s"),
    ("5s", "5 s"),
    ("250ms", "0.25 s"),
    ("€4k", "4000 €"),
    ("4.5k EUR", "4500 €"),
    ("40€", "40 €"),
    ("40 €", "40 €"),
    ("4k€", "4000 €"),
    ("EUR 400", "400 €"),
    ("100+", ">100"),
    ("20mins", "1200 s"),
    ("3hrs", "10800 s"),
    ("+12%", "12 %"),
    ("0.2°", "0.2 deg"),
    ("1½ hours", "5400 s"),
    ("½ hour", "1800 s"),
    ("2½", "2.5"),
    ("$5k-10k", "5000..10000 $"),
    ("5-10k", "5000..10000"),
    ("10K/month", "10000 /2592000"),
    ("2.5x", "2.5 x"),
    ("80 km", "80000 m"),
];

#[test]
fn what_is_said_reads_like_what_is_written() {
    crate::language::hold(SPOKEN, show);
}

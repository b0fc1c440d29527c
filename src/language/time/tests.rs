//! Which times are read from which words, as one table.

use proptest::prelude::*;

use super::*;

/// One time in short: `9:31`, `2:17?` where the half of the day is open, `Mon`, `2025-11-09`, `-7d`, a part
/// of the day by name.
fn brief(it: &TimeMention) -> String {
    match it.value {
        TimeRef::Clock { minutes, certain } => {
            let open = if certain { "" } else { "?" };
            format!("{}:{:02}{open}", minutes / 60, minutes % 60)
        }
        TimeRef::Weekday(day) => {
            ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][usize::from(day)].to_owned()
        }
        TimeRef::Date { year, month, day } => {
            let part = |it: Option<i32>| it.map_or("*".to_owned(), |it| it.to_string());
            format!(
                "{}-{}-{}",
                part(year),
                part(month.map(i32::from)),
                part(day.map(i32::from))
            )
        }
        TimeRef::Relative { days, grain } => format!("{days:+}d/{grain}"),
        TimeRef::PastHour(minutes) => format!("*:{minutes:02}"),
        TimeRef::PartOfDay(part) => [
            "morning",
            "afternoon",
            "evening",
            "night",
            "noon",
            "midnight",
            "weekend",
        ][usize::from(part)]
        .to_owned(),
    }
}

fn show(text: &str) -> String {
    let found: Vec<String> = read(text).iter().map(brief).collect();
    found.join(" | ")
}

/// Text and what is read from it, separated by bars.
const CASES: &[(&str, &str)] = &[
    ("9:31 PM", "21:31"),
    ("2:17-2:22 PM", "14:17 | 14:22"),
    ("11:50–12:10 PM", "11:50 | 12:10"),
    ("from 2:17 to 2:22 PM", "14:17 | 14:22"),
    ("3am", "3:00"),
    ("3 a.m. on Monday", "3:00 | Mon"),
    ("at three in the morning", "3:00"),
    ("quarter past seven", "7:15?"),
    ("at a quarter past seven", "7:15?"),
    ("at five to nine", "8:55?"),
    ("five to nine replicas", ""),
    ("twenty to five", ""),
    ("on Monday afternoon at twenty to five", "Mon | afternoon | 16:40"),
    ("half past two", "2:30?"),
    ("at half two", "2:30?"),
    ("noon and midnight", "noon | midnight"),
    ("07:15", "7:15"),
    ("14:23 UTC", "14:23"),
    ("10:00:12", "10:00"),
    ("2:17", "2:17?"),
    ("october twenty-three", "*-10-*"),
    ("October twenty-three was bad", "*-10-*"),
    ("14 October 2025", "2025-10-14"),
    ("October 14th", "*-10-14"),
    ("on Monday 3. February 2020", "Mon | 2020-2-3"),
    ("until 3. July", "*-7-3"),
    ("we counted 14. October was calm", "*-10-*"),
    ("October 14, 2025", "2025-10-14"),
    ("Sunday the ninth of June", "Sun | *-6-9"),
    ("Friday 24th", "Fri | *-*-24"),
    ("on Friday the 17th", "Fri | *-*-17"),
    ("2025-11-09", "2025-11-9"),
    ("2025-11-09T10:00:12Z", "2025-11-9 | 10:00"),
    ("11/9/2025", "2025-*-*"),
    ("yesterday, today, tomorrow", "-1d/1 | +0d/1 | +1d/1"),
    ("last week and next quarter", "-7d/7 | +90d/90"),
    ("this morning", "+0d/1"),
    ("the day before", "-1d/1"),
    ("the previous week", "-7d/7"),
    ("two days ago", ""),
    ("on the weekend", "weekend"),
    ("2019 alone", "2019-*-*"),
    ("since 2019", "2019-*-*"),
    ("in 2019 we had 2019 records", "2019-*-*"),
    ("2019-2021", "2019-*-* | 2021-*-*"),
    ("port 2019", ""),
    ("2048 bytes", ""),
    ("a limit of 2048", ""),
    ("twenty nineteen was fun", "2019-*-*"),
    ("in twenty twenty-three", "2023-*-*"),
    ("on the 17th", "*-*-17"),
    ("the 17th customer", ""),
    ("3-4 PM", "15:00 | 16:00"),
    ("good morning", ""),
    ("on Monday at nine", "Mon | 9:00?"),
    ("Mondays", "Mon"),
    ("the day before yesterday", "-2d/1"),
    ("the week after", "+7d/7"),
    ("the last day of the sprint", ""),
    ("6:40 in the evening", "18:40"),
    ("the next morning at 7:20", "+1d/1 | 7:20"),
    ("from 9:30 in the morning until 2:15", "9:30 | 2:15?"),
    ("at 3:02 the pager fired", "3:02?"),
    ("ratio 16:9", ""),
    ("half past midnight", "0:30"),
    ("at ten to fifteen percent", ""),
    ("(2019)", "2019-*-*"),
    ("Jan 5", "*-1-5"),
    ("Jan said", ""),
    ("12:05 AM", "0:05"),
    ("ten minutes past four", "4:10?"),
    ("at 5", ""),
    ("June 2024", "2024-6-*"),
    ("June 9th at 14:05", "*-6-9 | 14:05"),
    ("by December", "*-12-*"),
    ("two pods at 10:15 and 10:20", "10:15? | 10:20?"),
    ("We were down at nine fifty-two.", "9:52?"),
    ("Ten oh seven.", "10:07?"),
    ("I saw ten forty people", ""),
    ("eight minutes to two", "1:52?"),
    ("two minutes past five", "5:02?"),
    ("at half past, I think", "*:30"),
    ("a new one at twelve minutes past", "*:12"),
    ("I watched it until six", "6:00?"),
    ("until six of them failed", ""),
    ("off on the thirty-first", "*-*-31"),
    ("on the second attempt", ""),
    ("last Tuesday", "Tue"),
    ("It took five to ten minutes", ""),
    ("Episode 41, 3 March 2026", "2026-3-3"),
    ("around seven o'clock", "7:00?"),
    ("in the 2023 postmortem", "2023-*-*"),
    ("the 2025 budget of 2000 dollars", "2025-*-*"),
    ("seven in the evening", "19:00"),
    ("on Mon, on Tue and by Wed", "Mon | Tue | Wed"),
    ("he sat down, the sun rose", ""),
    ("Sun bought it, Wed said", ""),
    ("In May we may march.", "*-5-*"),
    ("In March, then.", "*-3-*"),
    ("March forward. May I?", ""),
    ("the March release", "*-3-*"),
    ("gone by March", "*-3-*"),
    ("14 May and May 3", "*-5-14 | *-5-3"),
    ("last night", "-1d/1"),
    ("the night before", "-1d/1"),
    ("the week before last", "-14d/7"),
    ("on 3 Oct", "*-10-3"),
    ("Monday, Tuesday and Wednesday", "Mon | Tue | Wed"),
    ("half past seven in the evening", "19:30"),
    ("five to nine in the morning", "8:55"),
    ("ten past noon", "12:10"),
    ("a quarter to noon", "11:45"),
    ("in the summer of 1998", "1998-*-*"),
    ("nineteen ninety-eight", "1998-*-*"),
    ("twenty twenty-five was long", "2025-*-*"),
    ("twenty minutes", ""),
    ("the early 2010s", ""),
    ("2019, 2020 and 2021", "2019-*-* | 2020-*-* | 2021-*-*"),
    ("HTTP 2019", ""),
    ("$2020", ""),
    ("2020%", ""),
    ("2,020", ""),
    ("version 2020.1", ""),
    ("late 2021", "2021-*-*"),
    ("mid-2025", "2025-*-*"),
    ("13/12/2024", "2024-12-13"),
    ("2024/01/05", "2024-1-5"),
    ("1/2/2024", "2024-*-*"),
    ("24:00", "0:00"),
    ("25:00", ""),
    ("12:60", ""),
    ("1:2", ""),
    ("00:00", "0:00"),
    ("noon on Friday", "noon | Fri"),
    ("three o'clock in the afternoon", "15:00"),
    ("until 5pm", "17:00"),
    ("9am-5pm", "9:00 | 17:00"),
    ("9-5", ""),
    ("8:05am", "8:05"),
    ("8.05am", "8:05"),
    ("8.05", ""),
    ("the next day", "+1d/1"),
    ("next day delivery", "+1d/1"),
    ("the following week", "+7d/7"),
    ("this Friday", "Fri"),
    ("a day", ""),
    ("weekends", "weekend"),
    ("overnight", ""),
    (
        "last month, this year, next year",
        "-30d/30 | +0d/365 | +365d/365",
    ),
    ("Friday's deploy", "Fri"),
    ("yesterday's deploy", "-1d/1"),
    ("on the 3rd", "*-*-3"),
    ("the 3rd time", ""),
    ("on Monday 9 June", "Mon | *-6-9"),
    ("June 2024 and July", "2024-6-* | *-7-*"),
    ("June 5 pods", "*-6-*"),
    ("the fifth of May", "*-5-5"),
    ("December 25, 2024 at 6:30 pm", "2024-12-25 | 18:30"),
    ("at 18:30 in Berlin", "18:30"),
    ("18h30", ""),
    ("at seven", ""),
    ("capped at two.", ""),
    ("Monday morning at six", "Mon | morning | 6:00"),
];

#[test]
fn every_case_reads_as_written() {
    crate::language::hold(CASES, show);
}

#[test]
fn clock_times_compare_by_what_is_known() {
    let first = |text: &str| read(text)[0].value;
    assert_eq!(first("14:17").same_clock(first("2:17")), Some(true));
    assert_eq!(first("2:17 AM").same_clock(first("14:17")), Some(false));
    assert_eq!(first("noon").same_clock(first("12:00 PM")), Some(true));
    assert_eq!(first("Monday").same_clock(first("12:00 PM")), None);
    assert_eq!(first("midnight").minutes(), Some(0));
}

proptest! {
    #[test]
    fn every_minute_of_the_day_reads_back(minutes in 0u16..1440) {
        let text = format!("at {:02}:{:02} UTC", minutes / 60, minutes % 60);
        let found = read(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].value, TimeRef::Clock { minutes, certain: true });
    }

    #[test]
    fn any_text_gives_ordered_spans(text in any::<String>()) {
        let mut end = 0;
        for it in read(&text) {
            prop_assert!(end <= it.span.start && text.get(it.span.range()).is_some());
            end = it.span.end;
        }
    }
}

/// Times as they are said or typed in talk, and what a person reads in them; among them words like these that mean
/// something else.
const SPOKEN: &[(&str, &str)] = &[
    ("Log says 10:03, so 1h37", "10:03?"),
    ("Fourteen thirty-eight to fourteen forty-four.", "14:38 | 14:44"),
    (
        "Down from fourteen thirty-eight to fourteen forty-four.",
        "14:38 | 14:44",
    ),
    ("it was fourteen twenty when it fired", "14:20"),
    ("at sixteen oh five", "16:05"),
    ("at twenty-two fifteen", "22:15"),
    ("at twenty-three hundred hours", "23:00"),
    ("at nineteen thirty", "19:30"),
    ("at nineteen hundred hours", "19:00"),
    ("at nineteen hundred", ""),
    ("oh nine thirty", "9:30?"),
    ("we met at oh nine thirty.", "9:30"),
    ("oh six hundred", "6:00"),
    ("oh seven hundred hours", "7:00"),
    ("at zero nine thirty", "9:30"),
    ("oh nine oh five", "9:05"),
    ("at 0930 hours", "9:30"),
    ("at 1430 hours", "14:30"),
    ("0930 hours", "9:30"),
    ("Ten fifty-eight and three seconds.", "10:58?"),
    ("at ten fifty-eight and three seconds", "10:58?"),
    ("at ten fifty-eight and three people", "10:58?"),
    ("and eleven oh four it was", "11:04?"),
    ("the alarm went at eleven oh four", "11:04?"),
    ("Eleven oh four, I think.", "11:04?"),
    ("at seven-thirty", "7:30?"),
    ("at seven thirty-five", "7:35?"),
    ("at seven thirty in the evening", "19:30"),
    ("at seven thirty p.m.", "19:30"),
    ("seven thirty p.m.", "19:30"),
    ("at 7.30 in the morning", "7:30"),
    ("from seven till twenty past nine", "7:00? | 9:20?"),
    ("from seven to half past nine", "7:00? | 9:30?"),
    ("open from nine until six", "9:00? | 6:00?"),
    ("we met at seven.", "7:00?"),
    ("she arrived there at six", "6:00?"),
    ("I woke up at five", "5:00?"),
    ("they arrived at ten and", "10:00?"),
    ("just after nine", ""),
    ("shortly before eight.", ""),
    ("just gone eleven", ""),
    ("around half seven", "7:30?"),
    ("half past nine", "9:30?"),
    ("at half nine", "9:30?"),
    ("twenty past nine", "9:20?"),
    ("ten to six, I think", ""),
    ("at ten to six", "5:50?"),
    ("at quarter to", "*:45"),
    ("twelve noon", "noon"),
    ("at 10:58:03", "10:58"),
    ("at ten p.m.", "22:00"),
    ("nine a.m. sharp", "9:00"),
    ("seven o'clock", "7:00?"),
    ("14:38h", "14:38"),
    ("at 14.38h", ""),
    // Something else.
    ("the ten fifty-eight page report", ""),
    ("room fourteen thirty", ""),
    ("In room fourteen thirty, we sat.", ""),
    ("a four oh four", ""),
    ("error four oh four.", ""),
    ("fourteen thirty-page reports", ""),
    ("fourteen thirty-eight people", ""),
    ("we had fourteen thirty", ""),
    ("nineteen hundred hours of film", ""),
    ("we spent nineteen hundred hours", ""),
    ("it cost nineteen hundred", ""),
    ("capped at seven.", ""),
    ("we left at six of them", ""),
    ("just after nine people left", ""),
    ("oh nine people", ""),
    ("Oh, nine thirty people came", ""),
    ("around half seven people", ""),
    ("from seven until it broke", ""),
    ("a ratio of twenty fourteen to one", "2014-*-*"),
    ("in nineteen thirty-eight", "1938-*-*"),
    ("the model nineteen thirty", "1930-*-*"),
    ("the price was fourteen thirty.", ""),
    // Days and dates.
    ("the twelfth of February", "*-2-12"),
    ("Feb 12th", "*-2-12"),
    ("12th Feb", "*-2-12"),
    ("12th of Feb", "*-2-12"),
    ("12 Feb 2025", "2025-2-12"),
    ("February the twelfth", "*-2-12"),
    ("February twelfth", "*-2-12"),
    ("February twelfth, twenty twenty-five", "2025-2-12"),
    ("the twelfth of February twenty twenty-five", "2025-2-12"),
    ("12/02", ""),
    ("2025-02-12", "2025-2-12"),
    ("12.02.2025", "2025-2-12"),
    ("Sunday the fifth", "Sun | *-*-5"),
    ("Sunday fifth", "Sun | *-*-5"),
    ("March last year", "*-3-* | -365d/365"),
    ("in March of last year", "*-3-* | -365d/365"),
    ("last March", "*-3-*"),
    ("March twenty twenty-four", "2024-3-*"),
    ("March two thousand and nine", "2009-3-*"),
    ("in two thousand and nine", "2009-*-*"),
    ("in two thousand nine,", "2009-*-*"),
    ("back in two thousand and twelve", "2012-*-*"),
    ("in two thousand and nine records", ""),
    ("in two thousand nine hundred", ""),
    ("we had two thousand and nine", ""),
    ("in nineteen oh five", "1905-*-*"),
    ("May the fourth", "*-5-4"),
    ("the first of May", "*-5-1"),
    ("1st of May", "*-5-1"),
    ("Feb. 12", "*-2-12"),
    ("the night of the twelfth", "night | *-*-12"),
    ("the week after next", "+14d/7"),
    (
        "Tuesday the twelfth of February at ten past four",
        "Tue | *-2-12 | 4:10?",
    ),
];

#[test]
fn what_is_said_reads_like_what_is_written() {
    crate::language::hold(SPOKEN, show);
}

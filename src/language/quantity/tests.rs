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

#[test]
fn dump() {
    let Ok(path) = std::env::var("DUMP") else { return };
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let times: Vec<String> = time::read(line)
            .iter()
            .map(|it| format!("{:?}@{:?}", &line[it.span.range()], it.value))
            .collect();
        let q: Vec<String> = read(line)
            .iter()
            .map(|it| format!("[{}]{}", &line[it.span.range()], brief(line, it)))
            .collect();
        if q.is_empty() && times.is_empty() && std::env::var("ALL").is_err() {
            continue;
        }
        println!("{line}\n   {}   {}", q.join(" | "), times.join(" "));
    }
}

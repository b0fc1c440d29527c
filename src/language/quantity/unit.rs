//! Units and the magnitudes that stand behind digits.

use super::{Currency, Dimension};
use crate::language::words;

/// A unit: what it measures and how many base units it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    pub(super) dimension: Dimension,
    pub(super) scale: f64,
    /// For units that are rates themselves (`rps`).
    pub(super) per: Option<u64>,
}

const DOLLAR: Dimension = Dimension::Money(Currency::Dollar);
const EURO: Dimension = Dimension::Money(Currency::Euro);
const POUND: Dimension = Dimension::Money(Currency::Pound);

/// The unit that `word` names, as written (`Mi`, `ms`, `gigs`, `hours`). `glued` says that it touches its
/// number; a lone letter is a unit only there.
pub(super) fn unit(word: &str, glued: bool) -> Option<Unit> {
    let known = symbol(word, glued).or_else(|| {
        // Names are longer than any stack of symbols; longer words cannot be units.
        if word.len() > 14 {
            return None;
        }
        let lower = word.to_lowercase();
        time(&lower).or_else(|| name(&lower))
    });
    known
        .map(|(dimension, scale)| Unit {
            dimension,
            scale,
            per: None,
        })
        .or_else(|| rate(word))
}

fn rate(word: &str) -> Option<Unit> {
    let per = match word {
        "rps" | "RPS" | "qps" | "QPS" | "tps" | "TPS" | "IOPS" | "iops" => 1,
        "rpm" | "RPM" => 60,
        _ => return None,
    };
    Some(Unit {
        dimension: Dimension::Count,
        scale: 1.0,
        per: Some(per),
    })
}

/// The seconds of a unit of time, as written.
pub(super) fn seconds(word: &str) -> Option<f64> {
    symbol(word, true)
        .or_else(|| time(&word.to_lowercase()))
        .filter(|it| it.0 == Dimension::Time)
        .map(|it| it.1)
}

fn other(name: &str) -> Dimension {
    Dimension::Other(words::hash(name).0)
}

/// Symbols, whose case counts.
fn symbol(word: &str, glued: bool) -> Option<(Dimension, f64)> {
    use Dimension::{Bytes, Factor, Frequency, Length, Mass, Percent, PercentPoint, Time};
    const KI: f64 = 1024.0;
    Some(match word {
        "%" => (Percent, 1.0),
        "pct" => (Percent, 1.0),
        "pp" | "ppt" => (PercentPoint, 1.0),
        "x" | "×" | "X" => (Factor, 1.0),
        "B" if glued => (Bytes, 1.0),
        "KB" | "kB" | "kb" => (Bytes, 1e3),
        "MB" | "mb" | "Mb" => (Bytes, 1e6),
        "GB" | "gb" | "Gb" => (Bytes, 1e9),
        "TB" | "tb" => (Bytes, 1e12),
        "PB" | "pb" => (Bytes, 1e15),
        "G" if glued => (Bytes, 1e9),
        "Ki" | "KiB" => (Bytes, KI),
        "Mi" | "MiB" => (Bytes, KI * KI),
        "Gi" | "GiB" => (Bytes, KI * KI * KI),
        "Ti" | "TiB" => (Bytes, KI * KI * KI * KI),
        "Pi" | "PiB" if glued => (Bytes, KI * KI * KI * KI * KI),
        "ns" => (Time, 1e-9),
        "us" if glued => (Time, 1e-6),
        "µs" | "μs" => (Time, 1e-6),
        "ms" => (Time, 1e-3),
        "s" => (Time, 1.0),
        "m" if glued => (Time, 60.0),
        "h" => (Time, 3600.0),
        "d" if glued => (Time, 86_400.0),
        "w" if glued => (Time, 604_800.0),
        "y" if glued => (Time, 31_536_000.0),
        "mm" => (Length, 1e-3),
        "cm" => (Length, 1e-2),
        "km" => (Length, 1e3),
        "ft" => (Length, 0.3048),
        "kg" => (Mass, 1.0),
        "g" if glued => (Mass, 1e-3),
        "mg" => (Mass, 1e-6),
        "lb" | "lbs" => (Mass, 0.453_592),
        "Hz" => (Frequency, 1.0),
        "kHz" => (Frequency, 1e3),
        "MHz" => (Frequency, 1e6),
        "GHz" => (Frequency, 1e9),
        "bps" => (other("bit/s"), 1.0),
        "kbps" | "Kbps" => (other("bit/s"), 1e3),
        "Mbps" | "mbps" | "Mbit" => (other("bit/s"), 1e6),
        "Gbps" | "gbps" | "Gbit" => (other("bit/s"), 1e9),
        "W" => (other("watt"), 1.0),
        "kW" => (other("watt"), 1e3),
        "MW" => (other("watt"), 1e6),
        "GW" => (other("watt"), 1e9),
        "Wh" => (other("watt hour"), 1.0),
        "kWh" => (other("watt hour"), 1e3),
        "MWh" => (other("watt hour"), 1e6),
        "V" => (other("volt"), 1.0),
        "mV" => (other("volt"), 1e-3),
        "kV" => (other("volt"), 1e3),
        "mA" => (other("ampere"), 1e-3),
        "dB" => (other("decibel"), 1.0),
        "px" => (other("pixel"), 1.0),
        "pt" if glued => (other("point"), 1.0),
        "fps" | "FPS" => (other("frame/s"), 1.0),
        "USD" => (DOLLAR, 1.0),
        "EUR" => (EURO, 1.0),
        "GBP" => (POUND, 1.0),
        _ => return None,
    })
}

/// Names of units of time.
fn time(lower: &str) -> Option<(Dimension, f64)> {
    let seconds = match lower {
        "nanosecond" | "nanoseconds" | "nanos" => 1e-9,
        "microsecond" | "microseconds" | "micros" => 1e-6,
        "millisecond" | "milliseconds" | "millis" | "msec" | "msecs" => 1e-3,
        "second" | "seconds" | "sec" | "secs" => 1.0,
        "minute" | "minutes" | "min" | "mins" => 60.0,
        "hour" | "hours" | "hr" | "hrs" => 3600.0,
        "day" | "days" => 86_400.0,
        "night" | "nights" => 86_400.0,
        "week" | "weeks" | "wk" | "wks" => 604_800.0,
        "fortnight" | "fortnights" => 1_209_600.0,
        "month" | "months" | "mo" => 2_592_000.0,
        "year" | "years" | "yr" | "yrs" => 31_536_000.0,
        "decade" | "decades" => 315_360_000.0,
        _ => return None,
    };
    Some((Dimension::Time, seconds))
}

fn name(lower: &str) -> Option<(Dimension, f64)> {
    use Dimension::{Bytes, Factor, Frequency, Length, Mass, Percent, Temperature};
    Some(match lower {
        "byte" | "bytes" => (Bytes, 1.0),
        "kilobyte" | "kilobytes" | "kbytes" => (Bytes, 1e3),
        "megabyte" | "megabytes" | "meg" | "megs" => (Bytes, 1e6),
        "gigabyte" | "gigabytes" | "gig" | "gigs" => (Bytes, 1e9),
        "terabyte" | "terabytes" => (Bytes, 1e12),
        "petabyte" | "petabytes" => (Bytes, 1e15),
        "kibibyte" | "kibibytes" => (Bytes, 1024.0),
        "mebibyte" | "mebibytes" => (Bytes, 1_048_576.0),
        "gibibyte" | "gibibytes" => (Bytes, 1_073_741_824.0),
        "tebibyte" | "tebibytes" => (Bytes, 1_099_511_627_776.0),
        "bit" | "bits" => (other("bit"), 1.0),
        "percent" => (Percent, 1.0),
        "times" => (Factor, 1.0),
        "fold" => (Factor, 1.0),
        "dollar" | "dollars" | "buck" | "bucks" => (DOLLAR, 1.0),
        "cent" | "cents" => (DOLLAR, 0.01),
        "euro" | "euros" => (EURO, 1.0),
        "pound" | "pounds" | "quid" => (POUND, 1.0),
        "pence" => (POUND, 0.01),
        "yen" | "rupees" | "francs" | "yuan" | "kronor" => (Dimension::Money(Currency::Other), 1.0),
        "millimetre" | "millimetres" | "millimeter" | "millimeters" => (Length, 1e-3),
        "centimetre" | "centimetres" | "centimeter" | "centimeters" => (Length, 1e-2),
        "metre" | "metres" | "meter" | "meters" => (Length, 1.0),
        "kilometre" | "kilometres" | "kilometer" | "kilometers" => (Length, 1e3),
        "inch" | "inches" => (Length, 0.0254),
        "foot" | "feet" => (Length, 0.3048),
        "yard" | "yards" => (Length, 0.9144),
        "mile" | "miles" => (Length, 1609.344),
        "gram" | "grams" => (Mass, 1e-3),
        "kilogram" | "kilograms" | "kilo" | "kilos" => (Mass, 1.0),
        "tonne" | "tonnes" | "tons" => (Mass, 1e3),
        "degree" | "degrees" => (Temperature, 1.0),
        "hertz" => (Frequency, 1.0),
        "kilohertz" => (Frequency, 1e3),
        "megahertz" => (Frequency, 1e6),
        "gigahertz" => (Frequency, 1e9),
        "watt" | "watts" => (other("watt"), 1.0),
        "kilowatt" | "kilowatts" => (other("watt"), 1e3),
        "megawatt" | "megawatts" => (other("watt"), 1e6),
        "volt" | "volts" => (other("volt"), 1.0),
        "amp" | "amps" => (other("ampere"), 1.0),
        "decibel" | "decibels" => (other("decibel"), 1.0),
        "pixel" | "pixels" => (other("pixel"), 1.0),
        _ => return None,
    })
}

/// The currency of a sign before the number.
pub(super) fn currency(sign: &str) -> Option<Currency> {
    Some(match sign {
        "$" => Currency::Dollar,
        "€" => Currency::Euro,
        "£" => Currency::Pound,
        "¥" | "₹" | "₽" | "₩" => Currency::Other,
        _ => return None,
    })
}

/// The currency of a code before the number: `EUR 400`.
pub(super) fn currency_code(code: &str) -> Option<Currency> {
    Some(match code {
        "USD" => Currency::Dollar,
        "EUR" => Currency::Euro,
        "GBP" => Currency::Pound,
        _ => return None,
    })
}

/// A magnitude spelled out behind a number.
pub(super) fn magnitude(lower: &str) -> Option<f64> {
    Some(match lower {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

/// A magnitude letter that touches its digits. `money` or `counted` settle the letters that are also units.
pub(super) fn suffix(word: &str, money: bool, counted: bool) -> Option<f64> {
    Some(match word {
        "k" | "K" => 1e3,
        "M" | "mn" | "mln" | "mio" | "MM" => 1e6,
        "m" if money || counted => 1e6,
        "bn" | "Bn" | "bln" => 1e9,
        "B" if money || counted => 1e9,
        "b" if money => 1e9,
        "T" | "tn" if money => 1e12,
        _ => return None,
    })
}

//! How an author writes, in counts: feature by feature the middle of their texts, never one single score.

use std::fmt;

use super::reading::{Line, Reading};
use super::shape;
use crate::draft::{BlockKind, Draft};
use crate::language::polarity;
use crate::text::grouped;

/// Below this many words in all, bands are noise: they say so, and nothing rests on them.
pub const ENOUGH_WORDS: usize = 1_500;
/// Texts of fewer words than this tell nothing by themselves and are left out.
const LEAST_WORDS: usize = 20;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Mean words per sentence.
    SentenceLength,
    /// Standard deviation of words per sentence.
    SentenceSpread,
    /// Sentences of fewer than six words, percent.
    ShortSentences,
    /// Paragraphs of one sentence, percent.
    OneSentenceParagraphs,
    /// Numbers in digits, per 100 words.
    Numbers,
    /// `a lot`, `many`, `several`, per 1,000 words.
    VagueQuantifiers,
    /// `don't`, per 100 words.
    Contractions,
    /// `I`, `my`, `we`, `our`, per 100 words.
    FirstPerson,
    /// Questions, percent of sentences.
    Questions,
    /// Exclamations, percent of sentences.
    Exclamations,
    /// Remarks in brackets, per 1,000 words.
    Parentheses,
    /// `—`, per 1,000 words.
    EmDashes,
    /// `–` between words, per 1,000 words.
    EnDashes,
    /// `--`, per 1,000 words.
    DoubleHyphens,
    /// Sentences that open with And, But, So or Or, percent.
    ConjunctionOpeners,
    /// `maybe`, `I think`, per 1,000 words.
    Hedges,
}

impl Feature {
    /// All, in the order of tables.
    pub const ALL: [Feature; 16] = [
        Feature::SentenceLength,
        Feature::SentenceSpread,
        Feature::ShortSentences,
        Feature::OneSentenceParagraphs,
        Feature::Numbers,
        Feature::VagueQuantifiers,
        Feature::Contractions,
        Feature::FirstPerson,
        Feature::Questions,
        Feature::Exclamations,
        Feature::Parentheses,
        Feature::EmDashes,
        Feature::EnDashes,
        Feature::DoubleHyphens,
        Feature::ConjunctionOpeners,
        Feature::Hedges,
    ];

    /// What people call it, with its measure.
    pub fn name(self) -> &'static str {
        match self {
            Feature::SentenceLength => "words per sentence",
            Feature::SentenceSpread => "spread of words per sentence",
            Feature::ShortSentences => "sentences under 6 words, %",
            Feature::OneSentenceParagraphs => "one-sentence paragraphs, %",
            Feature::Numbers => "numbers in digits per 100 words",
            Feature::VagueQuantifiers => "vague quantities per 1,000 words",
            Feature::Contractions => "contractions per 100 words",
            Feature::FirstPerson => "first person per 100 words",
            Feature::Questions => "questions, % of sentences",
            Feature::Exclamations => "exclamations, % of sentences",
            Feature::Parentheses => "brackets per 1,000 words",
            Feature::EmDashes => "em dashes per 1,000 words",
            Feature::EnDashes => "spaced en dashes per 1,000 words",
            Feature::DoubleHyphens => "double hyphens per 1,000 words",
            Feature::ConjunctionOpeners => "And/But openers, % of sentences",
            Feature::Hedges => "hedges per 1,000 words",
        }
    }
}

/// Where the middle of the texts lies in one feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// What is counted.
    pub feature: Feature,
    /// A tenth of the texts lie below.
    pub low: f32,
    /// Half of the texts lie below.
    pub median: f32,
    /// A tenth of the texts lie above.
    pub high: f32,
    /// Number of texts.
    pub n: usize,
}

/// The bands of an author, with what they rest on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bands {
    /// One per feature, in order; none where there is no text.
    pub bands: Vec<Band>,
    /// Number of texts that were counted.
    pub texts: usize,
    /// Words of prose in them.
    pub words: usize,
}

impl Bands {
    /// Counts `texts`, each a post (or the examples of a profile) as Markdown.
    pub fn of<T: AsRef<str>>(texts: &[T]) -> Bands {
        let counted: Vec<Counted> = texts
            .iter()
            .map(|it| Counted::of(&Draft::parse(it.as_ref())))
            .collect();
        let counted: Vec<Counted> = counted.into_iter().filter(|it| LEAST_WORDS <= it.words).collect();
        let bands = Feature::ALL.into_iter().filter_map(|feature| {
            let mut values: Vec<f32> = counted.iter().map(|it| it.value(feature)).collect();
            values.sort_by(f32::total_cmp);
            Some(Band {
                feature,
                low: quantile(&values, 0.1)?,
                median: quantile(&values, 0.5)?,
                high: quantile(&values, 0.9)?,
                n: values.len(),
            })
        });
        Bands {
            bands: bands.collect(),
            texts: counted.len(),
            words: counted.iter().map(|it| it.words).sum(),
        }
    }

    /// Whether the sample is large enough for anything to rest on it.
    pub fn is_enough(&self) -> bool {
        ENOUGH_WORDS <= self.words
    }

    /// The band of `feature`.
    pub fn get(&self, feature: Feature) -> Option<&Band> {
        self.bands.iter().find(|it| it.feature == feature)
    }
}

impl fmt::Display for Bands {
    /// A Markdown table below a line that says what it rests on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = if self.texts == 1 { "text" } else { "texts" };
        write!(
            f,
            "n = {} {texts}, {} words of prose",
            self.texts,
            grouped(self.words)
        )?;
        if !self.is_enough() {
            write!(
                f,
                ": too few to rest anything on ({} are needed)",
                grouped(ENOUGH_WORDS)
            )?;
        }
        writeln!(f, ".")?;
        if self.bands.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n| feature | median | middle 80 % | n |\n|---|---|---|---|")?;
        for it in &self.bands {
            let Band {
                low, median, high, n, ..
            } = it;
            writeln!(
                f,
                "| {} | {median:.1} | {low:.1}–{high:.1} | {n} |",
                it.feature.name()
            )?;
        }
        Ok(())
    }
}

/// The value below which `share` of the sorted `values` lie, between neighbours by their distance.
fn quantile(values: &[f32], share: f32) -> Option<f32> {
    let last = values.len().checked_sub(1)?;
    let at = share * last as f32;
    let (low, high) = (at.floor() as usize, at.ceil() as usize);
    Some(values[low] + (values[high] - values[low]) * (at - low as f32))
}

/// One text, counted.
#[derive(Clone, Debug, Default)]
struct Counted {
    words: usize,
    lengths: Vec<usize>,
    paragraphs: usize,
    one_sentence: usize,
    numbers: usize,
    vague: usize,
    contractions: usize,
    first_person: usize,
    questions: usize,
    exclamations: usize,
    parentheses: usize,
    em_dashes: usize,
    en_dashes: usize,
    double_hyphens: usize,
    openers: usize,
    hedges: usize,
}

impl Counted {
    fn of(draft: &Draft) -> Counted {
        let reading = Reading::of(draft);
        let mut res = Counted::default();
        for (n, range) in reading.paragraphs.iter().enumerate() {
            if reading.kind(n) == BlockKind::Paragraph {
                res.paragraphs += 1;
                res.one_sentence += usize::from(range.len() == 1);
            }
        }
        for line in &reading.lines {
            res.line(line);
        }
        res
    }

    fn line(&mut self, line: &Line<'_>) {
        let text = line.text;
        let has = |list: &[&str]| line.words.iter().filter(|it| list.contains(&it.as_str())).count();
        self.words += line.len();
        self.lengths.push(line.len());
        self.numbers += line
            .words
            .iter()
            .filter(|it| it.starts_with(|c: char| c.is_ascii_digit()))
            .count();
        let a_lot = (1..line.len()).filter(|&it| {
            line.word(it - 1) == "a" && matches!(line.word(it), "lot" | "few" | "bunch" | "ton")
        });
        self.vague += a_lot.count()
            + has(&[
                "many",
                "several",
                "some",
                "lots",
                "tons",
                "plenty",
                "numerous",
                "countless",
                "various",
                "huge",
                "significant",
            ]);
        let is_contracted = |it: &&String| {
            it.split_once('\'').is_some_and(|(head, tail)| {
                let is_verb = matches!(tail, "t" | "re" | "ve" | "ll" | "d" | "m");
                let is_pronoun = matches!(
                    head,
                    "it" | "that"
                        | "there"
                        | "here"
                        | "what"
                        | "who"
                        | "he"
                        | "she"
                        | "let"
                        | "where"
                        | "how"
                );
                is_verb || (tail == "s" && is_pronoun)
            })
        };
        self.contractions += line.words.iter().filter(is_contracted).count();
        let is_first = |it: &&String| {
            let head = it.split('\'').next().unwrap_or_default();
            matches!(
                head,
                "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
            )
        };
        self.first_person += line.words.iter().filter(is_first).count();
        self.questions += usize::from(line.stop() == Some('?'));
        self.exclamations += usize::from(line.stop() == Some('!'));
        self.parentheses += usize::from(shape::has_aside(line));
        self.em_dashes += text.matches('—').count();
        self.en_dashes += text.matches(" – ").count();
        self.double_hyphens += text.matches(" -- ").count();
        self.openers += usize::from(matches!(line.word(0), "and" | "but" | "so" | "or"));
        self.hedges += line.words.iter().filter(|it| polarity::is_hedge(it)).count();
    }

    fn value(&self, feature: Feature) -> f32 {
        let per = |n: usize, of: usize, scale: f32| n as f32 / of.max(1) as f32 * scale;
        let sentences = self.lengths.len();
        let mean = per(self.words, sentences, 1.0);
        let short = self.lengths.iter().filter(|it| **it < shape::FRAGMENT).count();
        match feature {
            Feature::SentenceLength => mean,
            Feature::SentenceSpread => {
                let squares: f32 = self.lengths.iter().map(|it| (*it as f32 - mean).powi(2)).sum();
                (squares / sentences.max(1) as f32).sqrt()
            }
            Feature::ShortSentences => per(short, sentences, 100.0),
            Feature::OneSentenceParagraphs => per(self.one_sentence, self.paragraphs, 100.0),
            Feature::Numbers => per(self.numbers, self.words, 100.0),
            Feature::VagueQuantifiers => per(self.vague, self.words, 1_000.0),
            Feature::Contractions => per(self.contractions, self.words, 100.0),
            Feature::FirstPerson => per(self.first_person, self.words, 100.0),
            Feature::Questions => per(self.questions, sentences, 100.0),
            Feature::Exclamations => per(self.exclamations, sentences, 100.0),
            Feature::Parentheses => per(self.parentheses, self.words, 1_000.0),
            Feature::EmDashes => per(self.em_dashes, self.words, 1_000.0),
            Feature::EnDashes => per(self.en_dashes, self.words, 1_000.0),
            Feature::DoubleHyphens => per(self.double_hyphens, self.words, 1_000.0),
            Feature::ConjunctionOpeners => per(self.openers, sentences, 100.0),
            Feature::Hedges => per(self.hedges, self.words, 1_000.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A post of `n` sentences of ten words with one number each, in paragraphs of two.
    fn post(n: usize) -> String {
        let two = "We moved 47 crates into the shed before the rain. But I don't know who counted them on that day.\n\n";
        two.repeat(n / 2)
    }

    #[test]
    fn bands_are_counts_over_texts() {
        let bands = Bands::of(&[post(80), post(90), post(20)]);
        assert_eq!((bands.texts, bands.words), (3, 1_900));
        assert!(bands.is_enough());
        let value = |feature| bands.get(feature).map(|it| (it.low, it.median, it.high, it.n));
        assert_eq!(value(Feature::SentenceLength), Some((10.0, 10.0, 10.0, 3)));
        assert_eq!(value(Feature::Numbers), Some((5.0, 5.0, 5.0, 3)));
        assert_eq!(value(Feature::Contractions), Some((5.0, 5.0, 5.0, 3)));
        assert_eq!(value(Feature::ConjunctionOpeners), Some((50.0, 50.0, 50.0, 3)));
        assert_eq!(value(Feature::Questions), Some((0.0, 0.0, 0.0, 3)));
    }

    #[test]
    fn a_small_sample_says_so() {
        let bands = Bands::of(&[post(20)]);
        assert!(!bands.is_enough());
        let table = bands.to_string();
        assert!(
            table.starts_with(
                "n = 1 text, 200 words of prose: too few to rest anything on (1,500 are needed).\n"
            ),
            "{table}"
        );
        assert!(
            table.contains("| words per sentence | 10.0 | 10.0–10.0 | 1 |"),
            "{table}"
        );
        let none: [&str; 0] = [];
        assert_eq!(
            Bands::of(&none).to_string(),
            "n = 0 texts, 0 words of prose: too few to rest anything on (1,500 are needed).\n"
        );
    }

    #[test]
    fn the_middle_leaves_a_tenth_on_each_side() {
        let values: Vec<f32> = (0..=10).map(|it| it as f32).collect();
        assert_eq!(quantile(&values, 0.1), Some(1.0));
        assert_eq!(quantile(&values, 0.5), Some(5.0));
        assert_eq!(quantile(&values, 0.9), Some(9.0));
        assert_eq!(quantile(&[], 0.5), None);
    }
}

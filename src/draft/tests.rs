//! Drafts as data: what is read from them, and what holds for every text.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;

/// Sentences as they are read.
fn views(text: &str) -> Vec<String> {
    let draft = Draft::parse(text);
    sound(&draft);
    draft
        .sentences
        .iter()
        .map(|it| it.view.text().to_owned())
        .collect()
}

/// Sentences as they stand in the file.
fn raw(text: &str) -> Vec<String> {
    let draft = Draft::parse(text);
    sound(&draft);
    draft
        .sentences
        .iter()
        .map(|it| text[it.span.range()].to_owned())
        .collect()
}

/// The words of all quotations.
fn quotes(text: &str) -> Vec<String> {
    let draft = Draft::parse(text);
    sound(&draft);
    let all = draft.sentences.iter();
    all.flat_map(|it| {
        it.quotes
            .iter()
            .map(|quote| it.view.text()[quote.inner.range()].to_owned())
    })
    .collect()
}

/// `lines-of-pointer@sentence` of all citations.
fn citations(text: &str) -> Vec<String> {
    let draft = Draft::parse(text);
    sound(&draft);
    let sentence = |it: Option<usize>| it.map_or("nothing", |it| draft.sentences[it].view.text());
    let all = draft.citations.iter();
    all.map(|it| {
        format!(
            "{}:{}-{} {}",
            it.path,
            it.lines.0,
            it.lines.1,
            sentence(it.sentence)
        )
    })
    .collect()
}

/// What each directive covers.
fn covers(text: &str) -> Vec<&str> {
    let draft = Draft::parse(text);
    sound(&draft);
    draft
        .directives
        .iter()
        .map(|it| &text[it.covers.range()])
        .collect()
}

/// What holds for every draft.
fn sound(draft: &Draft) {
    let text = &*draft.text;
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    let mut before: Option<(usize, usize)> = None;
    for it in &draft.sentences {
        inside(it.span);
        assert!(!it.span.is_empty(), "{it:?}");
        if let Some((start, end)) = before {
            assert!(start <= it.span.start, "sentences ascend in {text:?}");
            assert!(end <= it.span.start, "sentences do not overlap in {text:?}");
        }
        before = Some((it.span.start, it.span.end));
        let view = it.view.text();
        for span in it
            .code
            .iter()
            .chain(&it.cells)
            .copied()
            .chain(it.quotes.iter().flat_map(|it| [it.outer, it.inner]))
        {
            assert!(view.get(span.range()).is_some(), "{span:?} of {view:?}");
        }
        for (at, c) in view.char_indices() {
            inside(it.view.in_file(Span::new(at, at + c.len_utf8())));
        }
    }
    for it in &draft.blocks {
        inside(it.span);
    }
    for it in &draft.placeholders {
        inside(it.span);
    }
    for it in &draft.citations {
        inside(it.span);
    }
    for it in &draft.directives {
        inside(it.span);
        inside(it.covers);
    }
    inside(draft.front_matter.span);
}

#[test]
fn marks_are_dropped_from_views_and_kept_in_spans() {
    let text = "**It was fast.** The `a. b` *alert* was [here](x.md).\nIt &amp; \\*we*\\* ran~\n";
    assert_eq!(
        views(text),
        ["It was fast.", "The a. b alert was here.", "It & *we*\\* ran~"]
            .map(|it| it.replace("we*\\*", "we**"))
    );
    assert_eq!(
        raw(text)[..2],
        ["**It was fast.**", "The `a. b` *alert* was [here](x.md)."]
    );
    assert_eq!(raw("`x` is *y*. **z**"), ["`x` is *y*.", "**z**"]);
    assert_eq!(raw("**One. Two.** Three."), ["One.", "Two.", "Three."]);
    assert_eq!(raw("\\[x\\] is here."), ["\\[x\\] is here."]);
    let draft = Draft::parse("Run `kubectl get` now.");
    let it = &draft.sentences[0];
    assert_eq!(&it.view.text()[it.code[0].range()], "kubectl get");
}

#[test]
fn what_is_no_prose_is_left_out() {
    assert_eq!(
        views("See https://a.b/c_d?e=f. It is at (<https://x.y>)."),
        ["See .", "It is at ()."]
    );
    assert_eq!(
        views("A ![alt text](x.png) b <b>bold</b> ~~struck~~ c[^1] d.\n\n[^1]: Note."),
        ["A b bold c d.", "Note."]
    );
    assert_eq!(
        views("It took ~5 minutes and ~6 more. (~7) (~8)"),
        ["It took ~5 minutes and ~6 more.", "(~7) (~8)"]
    );
    assert_eq!(
        views("{{< figure src=\"a\" >}} Word. {% raw %} {{ page.x }} %%hidden note%% End."),
        ["Word.", "End."]
    );
    assert_eq!(
        views(
            "import X from './x'\nimport \"y.css\"\n\n<Chart data={[1, 2]} on={() => a} />\n\nexport const a = {\n  b: 1\n}\n\nWords."
        ),
        ["Words."]
    );
    assert_eq!(views("> [!note] Head\n> Words here.\n"), ["Words here."]);
    assert_eq!(
        views("::: {.callout}\nWords see @fig-a here [@smith].\n:::\n"),
        ["Words see here ."]
    );
    assert_eq!(
        views("<div>\nhtml\n</div>\n\n<!-- c -->\n\n```\ncode. Code.\n```\n\n    indented\n\n---\n\nWords."),
        ["Words."]
    );
    assert_eq!(
        views("import taxes are high. export is fine."),
        ["import taxes are high.", "export is fine."]
    );
    assert_eq!(
        views("It cost $40,000 and $50. Then 5% and 6%%."),
        ["It cost $40,000 and $50.", "Then 5% and 6%%."]
    );
}

#[test]
fn definitions_and_attributes_of_a_site_generator_are_no_prose() {
    assert_eq!(
        views(
            "We [moved][log] it.\n{:#moved}\nIt ran.\n\n{% include links.md n=\"4\" %}\n[log]: /notes/4/\n[old log]: <https://a.b/c>\n"
        ),
        ["We moved it.", "It ran."]
    );
    assert_eq!(
        views("It [ran][x].\n[x]: /y/z \"Title\"\nAll was well. {: .wide}"),
        ["It ran.", "All was well."]
    );
    assert_eq!(
        views("[Lin]: it was slow.\n\nThe set {a: b} {: is it}."),
        ["[Lin]: it was slow.", "The set {a: b} {: is it}."]
    );
    let draft = Draft::parse("{% include a %}\n[a]: /b\n\nSee [this][a].\n");
    assert_eq!(&draft.text[draft.sentences[0].span.range()], "See [this][a].");
}

#[test]
fn the_rest_of_a_line_behind_a_comment_is_prose() {
    assert_eq!(
        views("<!-- x --> It broke\non Monday. Then\n\nit ran."),
        ["It broke on Monday.", "Then", "it ran."]
    );
    assert_eq!(
        covers("<!-- backline: attest: saw it --> It broke. Fine.\n\nNot.\n"),
        ["It broke. Fine."]
    );
}

#[test]
fn blocks_know_their_kind_and_place() {
    let text = "# A\n\nOne.\n\n- tight\n- item\n  - nested\n\n> quote\n>\n> - in quote\n\n1. loose\n\n   two\n\n## B\n\n| h | i |\n|---|---|\n| a | `b` |\n\n```sh\nx\n```\n";
    let draft = Draft::parse(text);
    sound(&draft);
    let kinds: Vec<(BlockKind, &str, Option<usize>)> = draft
        .blocks
        .iter()
        .map(|it| (it.kind, it.view.text(), it.section))
        .collect();
    use BlockKind::*;
    assert_eq!(
        kinds,
        [
            (Heading(1), "A", None),
            (Paragraph, "One.", Some(0)),
            (ListItem, "tight", Some(0)),
            (ListItem, "item", Some(0)),
            (ListItem, "nested", Some(0)),
            (BlockQuote, "quote", Some(0)),
            (ListItem, "in quote", Some(0)),
            (ListItem, "loose", Some(0)),
            (ListItem, "two", Some(0)),
            (Heading(2), "B", Some(0)),
            (TableHeader, "h | i", Some(9)),
            (TableRow, "a | b", Some(9)),
            (Code, "x\n", Some(9)),
        ]
    );
    assert_eq!(draft.blocks[11].header, Some(10));
}

#[test]
fn a_table_row_is_one_sentence_pipes_included() {
    let text =
        "| Time | What |\n|---|---|\n|  09:31 | It **broke**. All. \"No.\" |\n| a | |\n| | |\n\nWords.";
    assert_eq!(
        raw(text),
        ["|  09:31 | It **broke**. All. \"No.\" |", "| a | |", "Words."]
    );
    let draft = Draft::parse(text);
    let it = &draft.sentences[0];
    let cells: Vec<&str> = it
        .cells
        .iter()
        .map(|cell| &it.view.text()[cell.range()])
        .collect();
    assert_eq!(cells, ["09:31", "It broke. All. \"No.\""]);
    assert_eq!(quotes(text), ["No."]);
    assert_eq!(views("a | b\n-|-\n`x \\| y` | z\n"), ["x | y | z"]);
    assert_eq!(
        raw("- x\n\n  | a | b |\n  |--|--|\n  | 1 | 2 |\n"),
        ["x", "| 1 | 2 |"]
    );
}

#[test]
fn quotations_are_those_of_the_sentence() {
    assert_eq!(
        quotes("She said *\"It is down.\"* and left. He said “no”. It's ‘fine’."),
        ["It is down.", "no", "fine"]
    );
    assert_eq!(quotes("Run `echo \"x\"` and a \"y\"."), ["y"]);
    assert_eq!(quotes("> *\"It is down.\"* She left."), ["It is down."]);
    assert_eq!(
        quotes("> It is down.\n> All of it.\n> — Lin, SRE\n"),
        ["It is down.", "All of it."]
    );
    assert_eq!(quotes("> It is down.\n>\n> -- Lin\n"), ["It is down."]);
    assert_eq!(quotes("> It is down\n\n— Lin\n"), ["It is down"]);
    assert_eq!(quotes("> It is down.\n\nLin said so."), Vec::<String>::new());
    assert_eq!(quotes("> It is \"down\".\n> — Lin\n"), ["down"]);
}

#[test]
fn placeholders_are_read_and_left_out() {
    let text = "[Screenshot 01: Grafana panel]\n\nWords [code 2: a[0] of `x`] here. [LINK: docs] [Fact 03: 12 — find source] [x] [1: y]\n\n# H [Diagram 1]\n\nSee `[Code 09: no]`.";
    let draft = Draft::parse(text);
    sound(&draft);
    let found: Vec<(&str, Option<u32>, &str)> = draft
        .placeholders
        .iter()
        .map(|it| (it.kind.as_str(), it.number, it.text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Screenshot", Some(1), "Grafana panel"),
            ("code", Some(2), "a[0] of x"),
            ("LINK", None, "docs"),
            ("Fact", Some(3), "12 — find source"),
            ("Diagram", Some(1), ""),
        ]
    );
    assert_eq!(&text[draft.placeholders[1].span.range()], "[code 2: a[0] of `x`]");
    assert_eq!(views(text), ["Words here.", "[x] [1: y]", "See [Code 09: no]."]);
}

#[test]
fn citations_belong_to_their_sentence() {
    assert_eq!(
        citations("One. Two ([transcript.txt:9](transcript.txt#L9)). Three."),
        ["transcript.txt:9-9 Two ."]
    );
    assert_eq!(
        citations("It [broke](a/t.md#L4-L6) on [x](https://x.y/t#L4)."),
        ["a/t.md:4-6 It broke on x."]
    );
    assert_eq!(
        citations("One. <!-- cite: t.txt#L4-5 --> Two.\n<!-- cite: t.txt#L7, u.txt#L8 -->\n"),
        ["t.txt:4-5 One.", "t.txt:7-7 Two.", "u.txt:8-8 Two."]
    );
    assert_eq!(
        citations("One.[^a] Two.[^b]\n\n[^a]: LIN, t.txt#L4.\n[^b]: See [t](t.txt#L5).\n[^c]: t.txt#L6\n"),
        ["t.txt:4-4 One.", "t.txt:5-5 Two.", "t.txt:6-6 nothing"]
    );
    assert_eq!(views("One.[^a]\n\n[^a]: LIN, t.txt#L4.\n"), ["One."]);
    assert_eq!(
        citations("| a | b |\n|-|-|\n| 1 | 2 <!-- cite: t#L1 --> |\n"),
        ["t:1-1 1 | 2"]
    );
    assert_eq!(
        citations("{/* cite: t#L3 */} One. [x](#L4) [y](t#La) [z](t#L99999999999999999999999)"),
        ["t:3-3 One."]
    );
    assert_eq!(
        citations("One. <!-- cite: <my talk.txt#L4>, u#L5 --> Two <t#L1.\n"),
        ["my talk.txt:4-4 One.", "u:5-5 One."]
    );
}

#[test]
fn directives_cover_what_the_rules_say() {
    let text = "<!-- backline: attest: I was there -->\nOne. Two.\n\nThree. Four. <!-- backline: allow x: y -->\nFive.\n";
    assert_eq!(covers(text), ["One. Two.", "Three. Four."]);
    let draft = Draft::parse(text);
    assert_eq!(
        (&draft.directives[0].kind, draft.directives[0].reason.as_str()),
        (&DirectiveKind::Attest, "I was there")
    );
    assert_eq!(
        draft.directives[1].kind,
        DirectiveKind::Allow { rule: "x".into() }
    );
    assert_eq!(
        covers("<!-- backline: attest: r -->\n\n## A\n\nOne.\n\n### B\n\nTwo.\n\n## C\n"),
        ["## A\n\nOne.\n\n### B\n\nTwo.\n\n"]
    );
    assert_eq!(
        covers("<!-- backline: attest: r -->\n- one\n  - two\n- three\n"),
        ["- one\n  - two"]
    );
    assert_eq!(
        covers("- one\n- two <!-- backline: attest: r -->\n- three\n"),
        ["two"]
    );
    assert_eq!(
        covers("<!-- backline: attest: r -->\n\n| a |\n|-|\n| b |\n\nx\n"),
        ["| a |\n|-|\n| b |"]
    );
    assert_eq!(
        covers("| a |\n|-|\n| b <!-- backline: attest: r --> |\n| c |\n"),
        ["| b <!-- backline: attest: r --> |"]
    );
    assert_eq!(covers("{/* backline: attest: r */}\n\nOne. Two."), ["One. Two."]);
    assert_eq!(
        covers("{/* backline: attest: r */}\nOne. Two."),
        ["{/* backline: attest: r */}\nOne. Two."]
    );
    assert_eq!(covers("One. {/* backline: attest: r */}\nTwo."), ["One."]);
    assert_eq!(
        covers("<!-- backline: attest: r -->\n> One.\n>\n> Two.\n"),
        ["> One.\n>\n> Two."]
    );
    assert_eq!(
        covers("Words.\n\n<!-- backline: attest -->"),
        ["<!-- backline: attest -->"]
    );
    let kinds: Vec<DirectiveKind> = Draft::parse("<!-- backline: timeline -->\n\n<!-- backline: /timeline -->\n\n<!-- backline: alow x: y -->\n<!-- backline:allow a-b -->")
        .directives
        .into_iter()
        .map(|it| it.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            DirectiveKind::Timeline,
            DirectiveKind::TimelineEnd,
            DirectiveKind::Unknown("alow x: y".into()),
            DirectiveKind::Allow { rule: "a-b".into() }
        ]
    );
}

#[test]
fn a_comment_line_inside_a_paragraph_covers_what_follows() {
    assert_eq!(covers("One.\n<!-- backline: attest: r -->\nTwo.\n"), ["Two."]);
}

#[test]
fn odd_files_are_read_like_others() {
    assert_eq!(views("\u{feff}Ünï 🚨. Two"), ["Ünï 🚨.", "Two"]);
    assert_eq!(
        views("\u{feff}---\r\na: b\r\n---\r\nOne\r\ntwo.\r\n"),
        ["One two."]
    );
    assert_eq!(views("A``\r\n``b."), views("A``\n``b."));
    assert_eq!(views("<!-- x -->One\u{2028} \ntwo."), ["One two."]);
    assert_eq!(views("````\n```\nx. Y.\n```\n````\nWords."), ["Words."]);
    assert_eq!(views("- a\n\n  ```\n  x\n  ---\n  ```\n\n  b\n\tc"), ["a", "b c"]);
    assert_eq!(
        views("服务器坏了。我们修好了。"),
        ["服务器坏了。", "我们修好了。"]
    );
    assert_eq!(views("<!-- x -->\n---\ntitle: x\n---\nWords."), ["Words."]);
    assert_eq!(
        views("**Severity:** two  \n**Duration:** 47 minutes\\\nand more"),
        ["Severity: two", "Duration: 47 minutes\u{2028}and more"]
    );
    assert_eq!(views("A&hellip; b&#8230; C"), ["A… b…", "C"]);
    assert!(views("").is_empty());
}

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !path.exists() {
        eprintln!("skipped: no {}", path.display());
        return None;
    }
    Some(path)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn labelled_sentences_are_found() {
    let Some(gold) = shared("eval/gold") else { return };
    let mut folders: Vec<PathBuf> = fs::read_dir(gold)
        .expect("readable")
        .map(|it| it.expect("entry").path())
        .collect();
    folders.sort();
    for folder in folders {
        let (Ok(text), Ok(labels)) = (
            fs::read_to_string(folder.join("draft.md")),
            fs::read_to_string(folder.join("labels.json")),
        ) else {
            continue;
        };
        let draft = Draft::parse(&text);
        sound(&draft);
        let labels: serde_json::Value = serde_json::from_str(&labels).expect("JSON");
        let mut hits = vec![0; draft.sentences.len()];
        let mut exact = 0;
        let mut from = 0;
        for label in labels.as_array().expect("a list") {
            let words = label["sentence"].as_str().expect("a sentence");
            let Some(start) = text[from..]
                .find(words)
                .map(|it| it + from)
                .or_else(|| text.find(words))
            else {
                eprintln!("not contiguous in {}: {words}", folder.display());
                continue;
            };
            from = start;
            let span = Span::new(start, start + words.len());
            let over: Vec<usize> = (0..hits.len())
                .filter(|&it| draft.sentences[it].span.overlaps(span))
                .collect();
            assert!(!over.is_empty(), "{}: {words}", folder.display());
            for &it in &over {
                hits[it] += 1;
            }
            let own: Vec<&str> = over
                .iter()
                .map(|&it| &text[draft.sentences[it].span.range()])
                .collect();
            if own.len() == 1 && squeezed(own[0]) == squeezed(words) {
                exact += 1;
            } else {
                eprintln!("{words:?}\n   {own:?}");
            }
        }
        assert!(hits.iter().all(|&it| it <= 3));
        eprintln!(
            "{}: {exact} of {} labels are one sentence",
            folder.display(),
            labels.as_array().map_or(0, Vec::len)
        );
    }
}

#[test]
fn real_posts_are_read() {
    let Some(posts) = shared("corpus/posts") else {
        return;
    };
    let mut count = 0;
    for path in fs::read_dir(posts)
        .expect("readable")
        .map(|it| it.expect("entry").path())
    {
        if path.extension().is_some_and(|it| it == "md") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            sound(&Draft::parse(&text));
            count += 1;
        }
    }
    eprintln!("{count} posts");
}

#[test]
fn hostile_drafts_take_linear_time() {
    for piece in [
        "{{ ",
        "[a",
        "[Code 1: ",
        "<A ",
        "> ",
        "- ",
        "*a. ",
        "**a** b. ",
        "`a` ",
        "| a | b |\n",
        "(\"",
        "<!-- a -->",
        "%%",
        "[^a] ",
        "[^a]: t#L1\n\n",
        "<!-- backline: attest -->",
        "https://a ",
        "a. *b*. ",
        "~~a ",
        "# a\n",
        "&amp;",
        "a\n",
    ] {
        let time = |len: usize| {
            let text = piece.repeat(len / piece.len());
            let started = std::time::Instant::now();
            std::hint::black_box(Draft::parse(&text));
            started.elapsed()
        };
        let took = time(60_000);
        assert!(took.as_millis() < 3000, "{piece:?} took {took:?}");
        if 100 < took.as_millis() {
            eprintln!("{piece:?} took {took:?}");
        }
    }
}

/// Pieces of Markdown in any order.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "word",
        "Word",
        ".",
        ". ",
        "! ",
        "\n",
        "\n\n",
        " ",
        "**",
        "*",
        "_",
        "`",
        "``",
        "```\n",
        "\"",
        "“",
        "”",
        "‘",
        "’",
        "(",
        ")",
        "[",
        "]",
        "](",
        "t.txt#L4",
        "<!-- ",
        " -->",
        "backline: attest: x",
        "cite: t#L2",
        "{/* ",
        " */}",
        "| ",
        "|\n",
        "|-|-|\n",
        "- ",
        "> ",
        "1. ",
        "    ",
        "# ",
        "---\n",
        "+++\n",
        "a: b\n",
        "[^1]",
        "[^1]: ",
        "&amp;",
        "&hellip;",
        "\\",
        "~~",
        "~",
        "é",
        "🚨",
        "…",
        "。",
        "<br>",
        "<b>",
        "{{",
        "}}",
        "%%",
        "https://x.y",
        "[Code 01: ",
        "\u{feff}",
        "\u{2028}",
        "\t",
        "— Lin",
        "  \n",
        "!",
        "![",
        "\0",
        "[!note]",
        ":::",
        "import a from 'b'",
        "<A b={",
        "/>",
        "$$",
        "@fig-a",
        "K8s.",
        "e.g. ",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn any_text_is_a_draft(text in any::<String>()) {
        sound(&Draft::parse(&text));
    }

    #[test]
    fn any_markdown_is_a_sound_draft(text in markdown()) {
        sound(&Draft::parse(&text));
    }

    #[test]
    fn line_endings_do_not_matter(text in markdown()) {
        let squeezed = |text: &str| views(text).iter().map(|it| squeezed(it)).collect::<Vec<_>>();
        prop_assert_eq!(squeezed(&text), squeezed(&text.replace('\n', "\r\n")));
    }
}

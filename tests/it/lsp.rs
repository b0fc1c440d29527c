//! The language server as editors meet it.

#![expect(clippy::disallowed_methods, reason = "tests write files and start programs")]

#[path = "lsp_client.rs"]
mod client;
#[path = "lsp_stdio.rs"]
mod stdio;
#[path = "lsp_writing.rs"]
mod writing;

use serde_json::{Value, json};

use client::{Client, Folder, capabilities};

const TRANSCRIPT: &str = "\
MARA: The queue held 4,200 jobs when the worker died.

OWEN: Who restarted it?

MARA: I did. It took eleven minutes until the backlog was gone.

OWEN: Never trust a green dashboard.
";

const DRAFT: &str = "\
# The night the queue 🚨 stood still

The queue held 4,200 jobs when the worker died.
That 🚨 night the queue held 9,900 jobs when the worker died.

## After

\"Never trust a green dashboard\", said Owen.
";

fn folder() -> Folder {
    Folder::with(&[("draft.md", DRAFT), ("transcript.txt", TRANSCRIPT)])
}

/// The words of `text` that a range spans, counted in UTF-16.
fn words(text: &str, range: &Value) -> String {
    let offset = |at: &Value| {
        let line: usize = at["line"].as_u64().expect("a line") as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut left = at["character"].as_u64().expect("a character") as usize;
        let mut offset = start;
        for it in text[start..].chars() {
            if left == 0 {
                break;
            }
            left -= it.len_utf16();
            offset += it.len_utf8();
        }
        offset
    };
    text[offset(&range["start"])..offset(&range["end"])].to_owned()
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    let all = diagnostics["diagnostics"]
        .as_array()
        .or(diagnostics["items"].as_array());
    all.expect("diagnostics")
        .iter()
        .map(|it| it["code"].as_str().unwrap_or("none"))
        .collect()
}

#[tokio::test]
async fn a_wrong_number_is_shown_with_its_version_its_proof_and_its_fix() {
    let folder = folder();
    let mut client = Client::start(&folder, capabilities::push()).await;
    client.open("draft.md", 1, DRAFT).await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(shown["version"], 1);
    let all = shown["diagnostics"].as_array().expect("a list");
    let wrong = all
        .iter()
        .find(|it| words(DRAFT, &it["range"]).contains("9,900"))
        .expect("the wrong number is found");
    assert_eq!(wrong["source"], "backline");
    // The page is a file that explains the rule, wherever there is a cache folder to keep it.
    let page = wrong["codeDescription"]["href"].as_str();
    let path = page.and_then(|it| it.strip_prefix("file://"));
    let has_cache = ["XDG_CACHE_HOME", "HOME"]
        .iter()
        .any(|it| std::env::var_os(it).is_some());
    assert_eq!(path.is_some(), has_cache, "{page:?}");
    if let Some(path) = path {
        let text = std::fs::read_to_string(path).expect("the page is there");
        assert!(text.starts_with("# contradicted-number"), "{text}");
    }
    let related = &wrong["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], client.uri("transcript.txt"));
    assert_eq!(related["location"]["range"]["start"]["line"], 0);

    let range = wrong["range"].clone();
    let params = json!({"textDocument": {"uri": client.uri("draft.md")}, "range": range, "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", params).await;
    let actions = actions.as_array().expect("actions");
    assert!(actions.len() <= 12);
    let titles: Vec<&str> = actions.iter().filter_map(|it| it["title"].as_str()).collect();
    assert!(titles.iter().any(|it| it.starts_with("Allow ")), "{titles:?}");
    assert!(titles.iter().any(|it| it.starts_with("I vouch")), "{titles:?}");
    let fix = actions
        .iter()
        .find(|it| it["edit"]["documentChanges"][0]["edits"][0]["newText"] == "4,200")
        .unwrap_or_else(|| panic!("a fix puts the number in: {titles:?}"));
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);

    client
        .change("draft.md", 2, json!([{"range": range, "text": "4,200"}]))
        .await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(shown["version"], 2);
    assert_eq!(codes(&shown), Vec::<&str>::new());
    client.close("draft.md").await;
    client.end().await;
}

#[tokio::test]
async fn what_mends_a_sentence_is_offered_anywhere_in_it() {
    let folder = folder();
    let mut client = Client::start(&folder, capabilities::pull()).await;
    client.open("draft.md", 1, DRAFT).await;
    let mut at = async |character: u32| {
        let place = json!({"line": 3, "character": character});
        let params = json!({"textDocument": {"uri": client.uri("draft.md")},
            "range": {"start": place, "end": place}, "context": {"diagnostics": []}});
        let actions = client.request("textDocument/codeAction", params).await;
        actions.as_array().expect("actions").clone()
    };
    let titles = |actions: &[Value]| -> Vec<String> {
        actions
            .iter()
            .filter_map(|it| it["title"].as_str().map(str::to_owned))
            .collect()
    };
    let (far, near) = (at(1).await, at(32).await);
    for start in ["Replace 9,900", "Allow contradicted-number", "I vouch"] {
        let has = |all: &[Value]| titles(all).iter().any(|it| it.starts_with(start));
        assert!(
            has(&far) && has(&near),
            "{start}: {:?} {:?}",
            titles(&far),
            titles(&near)
        );
    }
    assert_eq!(near[0]["isPreferred"], true, "{near:?}");
    assert!(far.iter().all(|it| it["isPreferred"] != true), "{far:?}");
    assert!(far.len() <= 12 + 14 + 1);
    let fixes = near.iter().take_while(|it| it["kind"] == "quickfix").count();
    let later = near
        .iter()
        .skip(fixes)
        .filter(|it| it["kind"] == "quickfix")
        .count();
    assert!(
        3 <= fixes && later <= fixes,
        "what mends stands first: {:?}",
        titles(&near)
    );
    client.end().await;
}

#[tokio::test]
async fn a_hover_speaks_of_the_source_and_leaves_messages_to_the_diagnostics() {
    let folder = folder();
    let mut client = Client::start(&folder, capabilities::pull()).await;
    let draft = "\
The queue held 9,900 jobs when the worker died.

The harbour smelled of 14 diesels. <!-- backline: attest: I was there -->

The harbour smelled of 15 diesels. <!-- backline: attest: reason -->
";
    client.open("draft.md", 1, draft).await;
    let mut hover = async |line: u32| {
        let params = json!({"textDocument": {"uri": client.uri("draft.md")},
            "position": {"line": line, "character": 6}});
        let hover = client.request("textDocument/hover", params).await;
        hover["contents"]["value"].as_str().expect("words").to_owned()
    };
    let wrong = hover(0).await;
    assert!(wrong.starts_with("**The source says otherwise.**"), "{wrong}");
    assert!(wrong.contains("4,200"), "{wrong}");
    assert!(
        !wrong.contains("contradicted-number") && !wrong.contains("not 9,900"),
        "{wrong}"
    );
    let vouched = hover(2).await;
    assert!(
        vouched.starts_with("**You vouch for this**: I was there. Without that: unsupported."),
        "{vouched}"
    );
    let unreasoned = hover(4).await;
    assert!(
        unreasoned.starts_with("**Not all of it is backed.**"),
        "{unreasoned}"
    );
    assert!(unreasoned.ends_with("missing: 15"), "{unreasoned}");
    client.end().await;
}

#[tokio::test]
async fn hover_definition_and_references_go_to_the_line_and_back() {
    let folder = folder();
    let mut client = Client::start(&folder, capabilities::pull()).await;
    client.open("draft.md", 1, DRAFT).await;
    client.open("transcript.txt", 1, TRANSCRIPT).await;
    let at = |client: &Client, name: &str, line: u32| {
        json!({"textDocument": {"uri": client.uri(name)}, "position": {"line": line, "character": 6},
               "context": {"includeDeclaration": true}})
    };
    let hover = client
        .request("textDocument/hover", at(&client, "draft.md", 2))
        .await;
    let text = hover["contents"]["value"].as_str().expect("words");
    assert!(text.starts_with("**Backed**"), "{text}");
    assert!(text.contains("MARA") && text.contains("4,200"), "{text}");
    let link = format!("({}#L1)", client.uri("transcript.txt").as_str().expect("a URI"));
    assert!(text.contains(&link), "{text}");

    let definition = client
        .request("textDocument/definition", at(&client, "draft.md", 2))
        .await;
    assert_eq!(definition[0]["targetUri"], client.uri("transcript.txt"));
    assert_eq!(definition[0]["targetRange"]["start"]["line"], 0);
    assert_eq!(
        words(DRAFT, &definition[0]["originSelectionRange"]),
        "The queue held 4,200 jobs when the worker died."
    );
    let same_line = client
        .request("textDocument/references", at(&client, "draft.md", 2))
        .await;
    assert_eq!(same_line.as_array().map(Vec::len), Some(2));

    let back = client
        .request("textDocument/references", at(&client, "transcript.txt", 0))
        .await;
    assert_eq!(back[0]["uri"], client.uri("draft.md"));
    assert_eq!(back[0]["range"]["start"]["line"], 2);
    let hover = client
        .request("textDocument/hover", at(&client, "transcript.txt", 0))
        .await;
    let text = hover["contents"]["value"].as_str().expect("words");
    assert!(text.contains("Used in 2 sentences"), "{text}");
    let lenses = client
        .request(
            "textDocument/codeLens",
            json!({"textDocument": {"uri": client.uri("transcript.txt")}}),
        )
        .await;
    assert_eq!(lenses[0]["command"]["title"], "used in 2 sentences");
    let lenses = client
        .request(
            "textDocument/codeLens",
            json!({"textDocument": {"uri": client.uri("draft.md")}}),
        )
        .await;
    let first = lenses[0]["command"]["title"].as_str().expect("a title");
    assert!(first.starts_with("Checked against transcript.txt · "), "{first}");
    let symbols = client
        .request(
            "textDocument/documentSymbol",
            json!({"textDocument": {"uri": client.uri("draft.md")}}),
        )
        .await;
    assert_eq!(symbols[0]["children"][0]["name"], "After");
    client.end().await;
}

#[tokio::test]
async fn whoever_pulls_is_never_sent_anything_and_is_told_what_is_unchanged() {
    let folder = folder();
    let mut client = Client::start(&folder, capabilities::pull()).await;
    client.open("draft.md", 1, DRAFT).await;
    let document = json!({"uri": client.uri("draft.md")});
    let first = client
        .request("textDocument/diagnostic", json!({"textDocument": document}))
        .await;
    assert_eq!(first["kind"], "full");
    assert!(!codes(&first).is_empty());
    let again = json!({"textDocument": document, "previousResultId": first["resultId"]});
    let second = client.request("textDocument/diagnostic", again).await;
    assert_eq!(second["kind"], "unchanged");
    let start = json!({"line": 0, "character": 0});
    client
        .change(
            "draft.md",
            2,
            json!([{"range": {"start": start, "end": start}, "text": "\n"}]),
        )
        .await;
    let again = json!({"textDocument": document, "previousResultId": first["resultId"]});
    let third = client.request("textDocument/diagnostic", again).await;
    assert_eq!(third["kind"], "full", "everything moved by a line");
    client.end().await;
}

#[tokio::test]
async fn a_transcript_that_changes_in_the_editor_or_on_disk_is_checked_against_at_once() {
    let folder = folder();
    let mut client = Client::start(&folder, capabilities::push()).await;
    client.open("draft.md", 1, DRAFT).await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert!(!codes(&shown).is_empty());
    let right = TRANSCRIPT.replace(
        "worker died.",
        "worker died. Later it held 9,900 jobs when the worker died.",
    );
    client.open("transcript.txt", 1, &right).await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(codes(&shown), Vec::<&str>::new());
    client.close("transcript.txt").await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert!(!codes(&shown).is_empty(), "the disk counts again");
    folder.write("transcript.txt", &right);
    client.file_changed("transcript.txt").await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(codes(&shown), Vec::<&str>::new());
    client.end().await;
}

#[tokio::test]
async fn a_broken_configuration_is_shown_in_its_file_and_the_last_good_one_stays() {
    let folder = folder();
    folder.write("backline.toml", "[rules]\ncontradicted-number = \"off\"\n");
    let mut client = Client::start(&folder, capabilities::push()).await;
    client.open("draft.md", 1, DRAFT).await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert!(!codes(&shown).contains(&"contradicted-number"), "{shown}");
    client.open("backline.toml", 1, "[rules\n").await;
    let mut config = client.notification("textDocument/publishDiagnostics").await;
    while config["uri"] != client.uri("backline.toml") {
        assert!(
            !codes(&config).contains(&"contradicted-number"),
            "the last good one stays"
        );
        config = client.notification("textDocument/publishDiagnostics").await;
    }
    assert_eq!(codes(&config), ["invalid-config"]);
    client.end_and_ignore_the_rest().await;
}

#[tokio::test]
async fn whoever_types_while_a_long_draft_is_checked_sees_the_last_word() {
    let folder = folder();
    let long = DRAFT.to_owned() + &"Nobody knew which job had died first.\n\n".repeat(1500);
    let mut client = Client::start(&folder, capabilities::push_without_versions()).await;
    client.open("draft.md", 1, &long).await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert!(codes(&shown).contains(&"contradicted-number"), "{shown}");
    let right = long.replace("9,900", "4,200");
    client.change("draft.md", 2, json!([{"text": right}])).await;
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    client
        .change("draft.md", 3, json!([{"text": right + "\n\n"}]))
        .await;
    loop {
        let shown = client.notification("textDocument/publishDiagnostics").await;
        if !codes(&shown).contains(&"contradicted-number") {
            break;
        }
    }
    client.end_and_ignore_the_rest().await;
}

#[tokio::test]
async fn problems_of_a_configuration_are_shown_once_and_go_away() {
    let folder = folder();
    let broken = "[rules]\nno-such-rule = \"off\"\n";
    folder.write("backline.toml", broken);
    let mut client = Client::start(&folder, capabilities::pull()).await;
    let draft = json!({"textDocument": {"uri": client.uri("draft.md")}});
    let config = json!({"textDocument": {"uri": client.uri("backline.toml")}});
    client.open("draft.md", 1, DRAFT).await;
    client.request("textDocument/diagnostic", draft).await;
    let pushed = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(pushed["uri"], client.uri("backline.toml"));
    assert_eq!(codes(&pushed), ["invalid-config"]);

    client.open("backline.toml", 1, broken).await;
    let pulled = client.request("textDocument/diagnostic", config.clone()).await;
    assert_eq!(codes(&pulled), ["invalid-config"]);
    let cleared = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(cleared["uri"], client.uri("backline.toml"));
    assert_eq!(codes(&cleared), Vec::<&str>::new());

    client
        .change("backline.toml", 2, json!([{"text": "[rules]\n"}]))
        .await;
    let pulled = client.request("textDocument/diagnostic", config).await;
    assert_eq!(codes(&pulled), Vec::<&str>::new());
    client.end().await;
}

#[tokio::test]
async fn a_transcript_that_changes_unwatched_is_read_again_at_the_next_key() {
    let folder = folder();
    let mut client = Client::start(&folder, capabilities::push()).await;
    client.open("draft.md", 1, DRAFT).await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert!(!codes(&shown).is_empty());
    let right =
        format!("{TRANSCRIPT}\nMARA: Later that night the queue held 9,900 jobs when the worker died.\n");
    folder.write("transcript.txt", &right);
    client
        .change("draft.md", 2, json!([{"text": format!("{DRAFT}\n")}]))
        .await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(codes(&shown), Vec::<&str>::new());
    client.end().await;
}

#[tokio::test]
async fn a_source_that_was_opened_before_its_draft_is_not_checked_as_one() {
    let talk = "MARA: The queue held 9,900 jobs when the worker died.\n";
    let draft = format!("---\ntranscript: talk.md\n---\n\n{DRAFT}");
    let folder = Folder::with(&[
        ("draft.md", &draft),
        ("talk.md", talk),
        ("transcript.txt", TRANSCRIPT),
    ]);
    let mut client = Client::start(&folder, capabilities::push()).await;
    client.open("talk.md", 1, talk).await;
    let shown = client.notification("textDocument/publishDiagnostics").await;
    assert_eq!(codes(&shown), ["contradicted-number"], "a draft for all we know");
    client.open("draft.md", 1, &draft).await;
    loop {
        let shown = client.notification("textDocument/publishDiagnostics").await;
        if shown["uri"] == client.uri("talk.md") {
            assert_eq!(codes(&shown), Vec::<&str>::new());
            break;
        }
    }
    client.end_and_ignore_the_rest().await;
}

#[tokio::test]
async fn characters_are_counted_as_the_client_counts_them() {
    // The wrong number stands behind a siren: four bytes, two UTF-16 units, one character.
    for (encoding, siren) in [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)] {
        let folder = folder();
        let mut client = Client::start(&folder, capabilities::counting(encoding)).await;
        assert_eq!(client.capabilities["positionEncoding"], encoding);
        client.open("draft.md", 1, DRAFT).await;
        let shown = client.notification("textDocument/publishDiagnostics").await;
        let starts: Vec<&Value> = shown["diagnostics"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| &it["range"]["start"])
            .collect();
        let number = "That ".len() + siren + " night the queue held ".len();
        assert!(
            starts.contains(&&json!({"line": 3, "character": number})),
            "{encoding}: {starts:?}"
        );
        client.end().await;
    }
}

#[tokio::test]
async fn a_cancelled_request_is_answered_once() {
    let folder = folder();
    let mut client = Client::start(&folder, capabilities::pull()).await;
    client.open("draft.md", 1, DRAFT).await;
    let params =
        json!({"textDocument": {"uri": client.uri("draft.md")}, "position": {"line": 2, "character": 6}});
    let id = client.send_request("textDocument/hover", params).await;
    client.notify("$/cancelRequest", json!({"id": id})).await;
    let answer = client.answer(id).await;
    let was_quick = answer["result"].is_object();
    assert!(was_quick || answer["error"]["code"] == -32800, "{answer}");
    client.end().await;
}

#[tokio::test]
async fn a_file_without_a_folder_and_requests_about_unknown_files_are_fine() {
    let folder = folder();
    let mut client = Client::start_without_folder(capabilities::pull()).await;
    let params =
        json!({"textDocument": {"uri": "untitled:Untitled-1"}, "position": {"line": 2, "character": 6}});
    assert_eq!(client.request("textDocument/hover", params).await, Value::Null);
    client.root = Some(folder.path());
    client.open("draft.md", 1, DRAFT).await;
    let params =
        json!({"textDocument": {"uri": client.uri("draft.md")}, "position": {"line": 2, "character": 6}});
    let hover = client.request("textDocument/hover", params).await;
    assert!(
        hover["contents"]["value"]
            .as_str()
            .is_some_and(|it| it.contains("transcript.txt"))
    );
    client.end().await;
}

//! What a writer puts in: completion, symbols, commands, menus of one kind, as the client sees them.

use serde_json::{Value, json};

use super::client::{Client, Folder, capabilities};

const TALK: &str = "\
MARA: The queue held 4,200 jobs when the worker died on Monday.

OWEN: Who restarted it?

MARA: I did. It took eleven minutes until the backlog was gone. On Tuesday the worker died again.

OWEN: Never trust a green dashboard.

[Mara shows the queue's graph, a cliff at noon]
";

/// A client that takes snippets and edits, as most editors do.
fn capable() -> Value {
    let mut out = capabilities::pull();
    out["workspace"]["applyEdit"] = true.into();
    out["textDocument"]["completion"] = json!({"completionItem": {
        "snippetSupport": true, "labelDetailsSupport": true, "documentationFormat": ["markdown"]}});
    out
}

/// What is offered at `|` of the draft, which a client that is `capable` opens.
async fn completions(marked: &str, capable: Value, context: Value) -> Vec<Value> {
    let folder = Folder::with(&[("transcript.txt", TALK)]);
    let at = marked.find('|').expect("a cursor");
    let line = marked[..at].matches('\n').count();
    let start = marked[..at].rfind('\n').map_or(0, |it| it + 1);
    let character = marked[start..at].encode_utf16().count();
    let mut client = Client::start(&folder, capable).await;
    client.open("draft.md", 1, &marked.replacen('|', "", 1)).await;
    let params = json!({"textDocument": {"uri": client.uri("draft.md")},
        "position": {"line": line, "character": character}, "context": context});
    let list = client.request("textDocument/completion", params).await;
    client.end_and_ignore_the_rest().await;
    let items = list["items"].as_array().expect("a list").clone();
    assert_eq!(list["isIncomplete"], !items.is_empty());
    items
}

#[tokio::test]
async fn a_quotation_is_completed_with_its_speaker_its_citation_and_its_line() {
    let typed = json!({"triggerKind": 2, "triggerCharacter": "\""});
    let items = completions("# The 🚨 queue\n\nSo 🚨. \"|\n", capable(), typed.clone()).await;
    let item = &items[0];
    assert_eq!(item["label"], "Never trust a green dashboard.");
    assert_eq!(item["detail"], "Owen · line 7");
    assert_eq!(item["labelDetails"]["description"], "Owen · line 7");
    assert_eq!(item["insertTextFormat"], 2);
    assert_eq!(
        item["textEdit"],
        json!({"range": {"start": {"line": 2, "character": 8}, "end": {"line": 2, "character": 8}},
            "newText": "Never trust a green dashboard,\" Owen said. <!-- cite: transcript.txt#L7 -->"})
    );
    assert_eq!(
        item["documentation"]["value"],
        "OWEN · transcript.txt:7\n\nNever trust a green dashboard."
    );
    let closing = completions("She said \"yes\"|\n", capable(), typed).await;
    assert_eq!(closing, Vec::<Value>::new(), "a closing mark opens nothing");
}

#[tokio::test]
async fn numbers_placeholders_names_and_facts_are_completed_where_they_are_begun() {
    let asked = json!({"triggerKind": 1});
    let items = completions("There were 4,2|\n", capable(), asked.clone()).await;
    assert_eq!(items[0]["label"], "4,200");
    assert_eq!(items[0]["detail"], "jobs when the worker died · Mara · line 1");
    let items = completions("# T\n\n[|]\n", capable(), asked.clone()).await;
    assert_eq!(items[0]["label"], "Screenshot 01: queue's graph, a cliff at noon");
    let bare = items
        .iter()
        .find(|it| it["label"] == "Link 01: ")
        .expect("a bare link");
    assert_eq!(bare["textEdit"]["newText"], "Link 01: $1$0");
    let items = completions("Ask @ow|\n", capable(), asked.clone()).await;
    assert_eq!(items[0]["textEdit"]["newText"], "Owen");
    let items = completions("# T\n\nworker|\n", capable(), asked).await;
    let labels: Vec<&str> = items.iter().filter_map(|it| it["label"].as_str()).collect();
    assert!(
        labels.contains(&"The queue held 4,200 jobs when the worker died on Monday."),
        "{labels:?}"
    );
}

#[tokio::test]
async fn whoever_takes_no_snippets_gets_the_words_as_they_are() {
    let items = completions("# T\n\n[link|\n", capabilities::push(), json!({"triggerKind": 1})).await;
    assert_eq!(items[0]["insertTextFormat"], 1);
    assert_eq!(items[0]["textEdit"]["newText"], "Link 01: ]");
    assert_eq!(items[0]["labelDetails"], Value::Null);
}

#[tokio::test]
async fn facts_and_headings_are_found_in_the_workspace() {
    let folder = Folder::with(&[("transcript.txt", TALK)]);
    let mut client = Client::start(&folder, capable()).await;
    client.open("draft.md", 1, "# The worker\n\nIt was long.\n").await;
    let mut find = async |query: &str| {
        let found = client.request("workspace/symbol", json!({"query": query})).await;
        found.as_array().expect("symbols").clone()
    };
    let found = find("WORK").await;
    let names: Vec<&str> = found.iter().filter_map(|it| it["name"].as_str()).collect();
    assert_eq!(names[0], "The worker");
    assert_eq!(
        names[1..],
        ["The queue held 4,200 jobs when the worker died on Monday."]
    );
    let found = find("queue graph shown").await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["containerName"], "shown on screen · transcript.txt");
    assert!(
        found[0]["location"]["uri"]
            .as_str()
            .is_some_and(|it| it.ends_with("/transcript.txt"))
    );
    assert_eq!(found[0]["location"]["range"]["start"]["line"], 8);
    assert_eq!(find("no such words").await, Vec::<Value>::new());
    client.end_and_ignore_the_rest().await;
}

#[tokio::test]
async fn the_timeline_is_put_in_by_a_command_and_then_up_to_date() {
    let folder = Folder::with(&[("transcript.txt", TALK)]);
    let mut client = Client::start(&folder, capable()).await;
    let draft = "# The worker\n\nIt was long.\n";
    client.open("draft.md", 1, draft).await;
    let uri = client.uri("draft.md");
    let command = json!({"command": "backline.timeline", "arguments": [uri]});
    client.request("workspace/executeCommand", command).await;
    let params = client.notification("workspace/applyEdit").await;
    let change = &params["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    let text = change["edits"][0]["newText"].as_str().expect("a section");
    assert!(
        text.contains("| Tuesday | On Tuesday the worker died again. |"),
        "{text}"
    );
    let whole = json!([{"text": format!("{draft}{text}")}]);
    client.change("draft.md", 2, whole).await;
    // The only open draft is meant where none is named.
    let command = json!({"command": "backline.timeline"});
    client.request("workspace/executeCommand", command).await;
    let said = client.notification("window/showMessage").await;
    assert_eq!(said["message"], "The timeline section is up to date.");
    let command = json!({"command": "backline.nothing", "arguments": [client.uri("draft.md")]});
    let id = client.send_request("workspace/executeCommand", command).await;
    assert_eq!(client.answer(id).await["error"]["code"], -32602);
    client.end_and_ignore_the_rest().await;
}

#[tokio::test]
async fn a_menu_of_one_kind_holds_nothing_else() {
    let folder = Folder::with(&[("transcript.txt", TALK)]);
    let mut client = Client::start(&folder, capable()).await;
    client.open("draft.md", 1, "# The worker\n\nIt was long.\n").await;
    let place = json!({"line": 2, "character": 3});
    let params = json!({"textDocument": {"uri": client.uri("draft.md")}, "range": {"start": place, "end": place},
        "context": {"diagnostics": [], "only": ["refactor.insert.backline.fact"]}});
    let actions = client.request("textDocument/codeAction", params).await;
    let titles: Vec<&str> = actions
        .as_array()
        .expect("actions")
        .iter()
        .filter_map(|it| it["title"].as_str())
        .collect();
    assert!(
        !titles.is_empty() && titles.iter().all(|it| it.starts_with("Fact: ")),
        "{titles:?}"
    );
    client.end().await;
}

#[tokio::test]
async fn the_first_lens_counts_what_the_draft_leaves_out() {
    let folder = Folder::with(&[("transcript.txt", TALK)]);
    let mut client = Client::start(&folder, capable()).await;
    client
        .open(
            "draft.md",
            1,
            "# The worker\n\nOn Tuesday the worker died again.\n",
        )
        .await;
    let params = json!({"textDocument": {"uri": client.uri("draft.md")}});
    let lenses = client.request("textDocument/codeLens", params).await;
    let first = lenses[0]["command"]["title"].as_str().expect("a title");
    assert!(first.ends_with(" unused"), "{first}");
    assert!(
        first.starts_with("Checked against transcript.txt · 5 turns · MARA, OWEN · "),
        "{first}"
    );
    client.end().await;
}

/// The action that writes a correction, for the first finding of the draft.
async fn misheard(folder: &Folder, capable: Value) -> (Value, String) {
    let mut client = Client::start(folder, capable).await;
    client
        .open(
            "draft.md",
            1,
            "# The queue\n\nThe queue held 4,300 jobs when the worker died on Monday.\n",
        )
        .await;
    let range = json!({"start": {"line": 2, "character": 15}, "end": {"line": 2, "character": 15}});
    let params = json!({"textDocument": {"uri": client.uri("draft.md")}, "range": range,
        "context": {"diagnostics": [], "triggerKind": 2}});
    let actions = client.request("textDocument/codeAction", params).await;
    let actions = actions.as_array().expect("actions");
    let is_it = |it: &&Value| {
        it["title"]
            .as_str()
            .is_some_and(|it| it.starts_with("The source misheard"))
    };
    let it = actions.iter().find(is_it).cloned().unwrap_or_default();
    let uri = client.uri("backline.toml").to_string();
    client.end_and_ignore_the_rest().await;
    (it, uri)
}

#[tokio::test]
async fn what_the_source_misheard_is_written_into_the_configuration() {
    let entry = "[[corrections]]\nsource = \"transcript.txt\"\nline = 1\nfrom = \"4,200\"\nto = \"4,300\"\n\
        reason = \"reason\"\n";
    let folder = Folder::with(&[
        ("transcript.txt", TALK),
        ("backline.toml", "cite-style = \"none\"\n"),
    ]);
    let (it, uri) = misheard(&folder, capable()).await;
    assert_eq!(
        it["title"],
        "The source misheard this: read \"4,200\" as \"4,300\" (transcript.txt line 1)"
    );
    assert_eq!(it["kind"], "quickfix");
    let change = &it["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["uri"], uri.trim_matches('"'));
    assert_eq!(
        change["edits"][0]["range"]["start"],
        json!({"line": 1, "character": 0})
    );
    assert_eq!(change["edits"][0]["newText"], format!("\n{entry}"));

    // Without a configuration one is made, where the editor makes files.
    let folder = Folder::with(&[("transcript.txt", TALK)]);
    let (it, _) = misheard(&folder, capable()).await;
    assert_eq!(it, Value::Null);
    let mut makes = capable();
    makes["workspace"]["workspaceEdit"] = json!({"documentChanges": true, "resourceOperations": ["create"]});
    let (it, uri) = misheard(&folder, makes).await;
    let changes = &it["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], uri.trim_matches('"'));
    assert_eq!(changes[1]["edits"][0]["newText"], entry);
}

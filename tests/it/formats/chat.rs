//! Slack, Discord, IRC, Zoom chat and the messengers.

use backline::config::Reading;
use backline::transcript::{Stamp, Transcript, TurnKind};

use super::{Keeps, Times, bare, holds, holds_read_as, reads, sample};

/// What chats keep: no word of what was shown, and the minute instead of the second. The made samples put each
/// message on a minute of its own, which `begins` holds against the file.
fn chat(format: &'static str) -> Keeps {
    Keeps {
        stage: false,
        ..Keeps::all(format, Times::None)
    }
}

/// When the people's messages were written, as `14:07 14:08`.
fn begins(file: &str, expected: &str) {
    let Some(text) = sample(&format!("_synthetic/{file}")) else {
        return;
    };
    let it = Transcript::parse(&text);
    let speech = it.turns.iter().filter(|it| it.kind == TurnKind::Speech);
    let times = speech.filter_map(|it| match it.start {
        Some(Stamp::Clock(minutes)) => Some(format!("{}:{:02}", minutes / 60, minutes % 60)),
        Some(Stamp::Offset(millis)) => Some(format!("{}s", millis / 1000)),
        None => None,
    });
    assert_eq!(times.collect::<Vec<_>>().join(" "), expected, "{file}");
}

/// The names that people have in chats.
fn handle(name: &str) -> String {
    let handle = match name {
        "Maya Ortiz" => "maya",
        _ => "tkrol",
    };
    handle.to_owned()
}

#[test]
fn slack_export() {
    let people = sample("_synthetic/slack_users.json");
    let reading = Reading {
        people,
        ..Reading::default()
    };
    holds_read_as("slack_day.json", &reading, &chat("slack-export"));
    // Without the directory of people there are ids.
    let ids = |name: &str| if name == "Maya Ortiz" { "U01MAYA" } else { "U02TOM" }.to_owned();
    holds(
        "slack_day.json",
        &Keeps {
            name: ids,
            ..chat("slack-export")
        },
    );
    begins("slack_day.json", "14:07 14:08 14:09 14:12 14:13 14:14 14:15");
}

#[test]
fn discord() {
    holds(
        "discord_export.txt",
        &Keeps {
            name: handle,
            ..chat("discord")
        },
    );
    begins("discord_export.txt", "14:07 14:08 14:09 14:11 14:12 14:13 14:14");
    holds("discord_export.json", &chat("discord-json"));
    begins("discord_export.json", "14:07 14:08 14:09 14:11 14:12 14:13 14:14");
}

#[test]
fn slack_paste() {
    holds("slack_paste.txt", &chat("slack-paste"));
    begins("slack_paste.txt", "14:07 14:08 14:09 14:11 14:12 14:13 14:14");
}

/// Logs keep what is done as `* maya shares …`, under the handle and in nobody's brackets.
fn log() -> Keeps {
    Keeps {
        name: handle,
        words: |it| bare(&it.replace("[crosstalk] ", "")),
        ..Keeps::all("irc", Times::None)
    }
}

#[test]
fn irc() {
    for file in ["irssi.log", "weechat.log", "energymech.log"] {
        holds(file, &log());
        begins(file, "14:07 14:08 14:09 14:11 14:12 14:13 14:14");
    }
}

#[test]
fn zoom_chat() {
    // The chat goes on when the conversation is over.
    let more: &[(&str, &str)] = &[("Tomasz Król", "wow")];
    let keeps = Keeps {
        more,
        ..chat("zoom-chat")
    };
    holds("zoom_chat.txt", &keeps);
    begins("zoom_chat.txt", "862s 922s 982s 1102s 1162s 1222s 1282s 1801s");
    let more: &[(&str, &str)] = &[("Maya Ortiz", "done")];
    let keeps = Keeps {
        more,
        ..chat("zoom-chat")
    };
    holds("zoom_chat_from_to.txt", &keeps);
    begins(
        "zoom_chat_from_to.txt",
        "14:07 14:08 14:09 14:11 14:12 14:13 14:14 14:20",
    );
}

#[test]
fn messengers() {
    holds("telegram_whatsapp.txt", &chat("whatsapp"));
    begins(
        "telegram_whatsapp.txt",
        "14:07 14:08 14:09 14:11 14:12 14:13 14:14",
    );
    holds("matrix_element.txt", &chat("element"));
    begins("matrix_element.txt", "14:07 14:08 14:09 14:11 14:12 14:13 14:14");
}

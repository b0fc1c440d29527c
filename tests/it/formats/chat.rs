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
    let people = sample("_synthetic/slack_users.json").map(Into::into);
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

/// Every program of the samples, and what a scribe writes for others.
#[test]
fn real_logs() {
    reads(
        "irc/w3c_bip-01.txt",
        "irc | speech 60, stage-direction 22, note 5, system 195, heading 1 | addison 12, kaz 11, richard 10, mkovatsc 1, mathias 2, sebastian 4, r12a 8, matthias 4, atsushi 3, jck 2, xfq 1, Jeff 1, Bert 1 | 0 problems",
    );
    reads(
        "irc/w3c_cjk-01.txt",
        "irc | speech 4, note 2, system 11, heading 1 | Alex 3, zhenjie 0, Naomi 1 | 0 problems",
    );
    reads(
        "irc/w3c_crlf-mirc-01.txt",
        "irc | speech 3 | Mike 1, dbooth 1, ericn 1 | 0 problems",
    );
    reads(
        "irc/w3c_crlf-rrsagent-01.txt",
        "irc | speech 12, note 1, system 11, heading 2 | Abbott 6, Harpo 0, Costello 6 | 0 problems",
    );
    reads("irc/w3c_encoding-01.txt", "irc | speech 1 | foo 1 | 0 problems");
    reads(
        "irc/w3c_irccloud-01.txt",
        "irc | speech 17, note 1, system 66, heading 1 | MJM 10, Wilco 0, WF 4, SAZ 3 | 0 problems",
    );
    reads(
        "irc/w3c_mirc-text-01.txt",
        "irc | speech 3 | Mike 1, dbooth 1, ericn 1 | 0 problems",
    );
    reads(
        "irc/w3c_quassel-01.txt",
        "irc | speech 2, stage-direction 1, note 5, system 62, heading 1 | shadi 1, Josh 1, Bert 0 | 0 problems",
    );
    reads(
        "irc/w3c_quassel-02.txt",
        "irc | speech 9, event 1, system 20 | abram 8, Ralph 1 | 0 problems",
    );
    reads(
        "irc/w3c_qwebirc-01.txt",
        "irc | speech 8, stage-direction 1, note 1, system 29, heading 1 | Wilco 5, CarlosD 1, anne_thyme 1, Daniel 1 | 0 problems",
    );
    reads(
        "irc/w3c_rrsagent_sample-fancy.txt",
        "irc | speech 93, note 15, system 192, heading 5 | AWK 24, David 10, Joshue 9, Loretta 6, DMcD 4, Josh 10, DMacD 9, Gregg 2, James 5, Jon_avila 2, John 2, Jon 6, JA 1, Kathy 1, KW 1, DMD 1 | 0 problems",
    );
    reads(
        "irc/w3c_rrsagent_sample-member.txt",
        "irc | speech 87, note 11, system 127, heading 4 | aldafu 10, Bin_Hu 39, Kaz 19, ddavis 13, gmandyam 6 | 0 problems",
    );
    reads(
        "irc/w3c_rrsagent_sample-public.txt",
        "irc | speech 32, note 5, system 58, heading 7 | Steven 20, Erik 9, Alain 1, ebruchez 2 | 0 problems",
    );
    reads(
        "irc/w3c_rrsagent_sample-team.txt",
        "irc | speech 527, note 9, event 12, system 187, heading 10 | Paul 25, plh 52, Robin 44, Adrian 1, Mark 5, Jay 1, paulc 98, krisk 68, JohnJansen 4, Glenn 16, Tantek 40, rubys 32, Ted 1, jgraham 3, PC 36, cyns 6, darobin 29, chris 1, mc 1, sr 1, ms 3, glen 3, MikeSmith 3, kris 1, SteveF 1, hober 27, mjs 3, jaymunro 1, Hixie 4, Eliot 1, marks 8, elitot 1, XML 1, adrianba 2, darobins 1, cynthia 2, edoyle 1 | 1 problems",
    );
    reads(
        "irc/monero_2016-07-03.md",
        "irc | speech 115, note 6, heading 2 | fluffypony 64, hyc 14, ArticMine 4, dEBRUYNE 1, moneromooo 22, gingeropolous 2, luigi1112 6, gingah 1, rg 1 | 0 problems",
    );
    reads(
        "irc/monero_2016-08-14.md",
        "irc | speech 402, note 6, heading 2 | wallet42 3, moneromooo 77, anonimal 7, hyc 35, darkcoinspy 1, dEBRUYNE 33, alex 2, DaveyJones 12, JjegrUseinob 24, ArticMine 12, fluffypony 99, luigi1112 27, grimpants 1, gingeropolous 9, nioc 1, tewinget 53, othe 6 | 0 problems",
    );
    reads(
        "irc/meetbot_2022-06-04.log.json",
        "meetbot | speech 9, note 11, system 14, heading 5 | pronovic 5, unknown_lamer 2, layline 2 | 0 problems",
    );
}

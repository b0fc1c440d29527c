//! The formats by family; each family has a fuzz target of its own. A test holds the lists against all names.

/// Captions.
pub const CAPTIONS: &[&str] = &[
    "webvtt",
    "srt",
    "sbv",
    "youtube-timedtext",
    "youtube-pane",
    "whisper-print",
];

/// What speech recognition prints, in JSON.
pub const RECOGNISERS: &[&str] = &[
    "whisper",
    "whisper.cpp",
    "podcasting-2.0",
    "podlove",
    "deepgram",
    "assemblyai",
    "rev-ai",
    "aws-transcribe",
];

/// Chats.
pub const CHAT: &[&str] = &[
    "slack-export",
    "slack-paste",
    "discord",
    "discord-json",
    "irc",
    "meetbot",
    "zoom-chat",
    "whatsapp",
    "telegram",
    "telegram-json",
    "element",
    "matrix-json",
    "zulip-json",
    "chat",
];

/// Sessions, terminals, incidents and records.
pub const SESSIONS: &[&str] = &[
    "claude-code",
    "codex",
    "chatgpt",
    "claude-export",
    "role-messages",
    "ai-session",
    "specstory",
    "aider",
    "agent-screen",
    "asciinema",
    "typescript",
    "pagerduty",
    "statuspage",
    "records",
    "log",
];

/// Turns of speakers, prose, minutes and notes.
pub const TURNS: &[&str] = &[
    "bundle",
    "google-meet",
    "podcast-html",
    "otter",
    "rev",
    "riverside",
    "descript",
    "fathom",
    "teams-copy",
    "fireflies",
    "premiere",
    "hearing",
    "granola",
    "chevrons",
    "talk",
    "speaker-turns",
    "notes",
    "plain",
];

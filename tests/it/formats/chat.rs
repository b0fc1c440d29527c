//! Slack, Discord, IRC, Zoom chat and the messengers.

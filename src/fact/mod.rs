//! What a transcript holds, by kind, and its timeline.

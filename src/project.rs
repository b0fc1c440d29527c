//! The analyses of all drafts, and the way back from transcript lines to the sentences that rest on them.

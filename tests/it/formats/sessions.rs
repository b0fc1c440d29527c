//! Sessions with an assistant, terminals, incidents and records of any shape.

use super::reads;

#[test]
fn sessions_that_claude_code_keeps() {
    reads("ai-session-jsonl/ccl_edge_cases.jsonl", "");
    reads("ai-session-jsonl/ccl_representative_messages.jsonl", "");
    reads("ai-session-jsonl/ccl_session_b.jsonl", "");
    reads("ai-session-jsonl/ccl_todowrite_examples.jsonl", "");
    reads("ai-session-jsonl/simonw_sample_session.jsonl", "");
    reads("ai-session-jsonl/simonw_sample_session_web.json", "");
}

//! Machine transcripts in JSON.

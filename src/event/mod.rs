//! What happened when: the ordered times of a transcript.

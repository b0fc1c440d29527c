//! Text to insert: timeline section, facts, quotes. Everything made here is checked by the engine first.

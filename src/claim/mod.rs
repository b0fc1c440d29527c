//! What a sentence asserts, of a draft or of a unit: quantities, times, names, quotations, direction.

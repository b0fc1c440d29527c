//! Cuts turns into units: sentences, and questions tied to their answers.

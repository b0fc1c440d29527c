//! Sessions with an assistant, terminals, incidents and records of any shape.

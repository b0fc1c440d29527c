//! Any bytes, read as the formats of a family.

#![no_main]

use backline_fuzz::{families, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| read(data, families::SESSIONS));

//! Times that a transcript's own labels carry: `00:12:33`, `[09:14]`, `2:17 PM`.

/// When a turn starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stamp {
    /// Seconds since the recording began.
    Offset(u32),
    /// Minutes since midnight on the wall clock.
    Clock(u16),
}

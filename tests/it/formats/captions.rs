//! WebVTT, SRT, SBV.

//! Locating and comparing word sequences.

//! Links that scroll to the words, and citations.

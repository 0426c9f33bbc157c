"""Files of drafts and papers: what they are by content, whether they are safe to keep, their text, clauses and differences."""

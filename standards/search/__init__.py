"""Search: a tantivy index file beside the database, fed from the outbox. `finder.find` is the one door for reading."""

"""Measurements of the whole product on a filled PostgreSQL. Run by `make bench`; never a test."""

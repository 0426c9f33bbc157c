"""Catalogues from files: rows are read, cleaned, weighed against the records, and written in sets.

From the file inward: `files` (is it a table at all), `tables` (its rows), `headings`, `cells`, `international_rows` and
`chinese_rows` (one row, pure), `weighing` (new, same, changed, conflicting), `writing_*` (in sets, by `bulk`), `links`
(relations and adoptions, joined when both ends are there), `running` (the whole, resumable), `taking_back`; `loading` for the
command line, `shipped` for what the repository ships.
"""

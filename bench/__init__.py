"""Explorer's search measured beside its peers: stock Whoosh, SQLite FTS5, tantivy and Recoll, in one run.

`make bench` runs it. Nothing here ships with Explorer, and nothing in Explorer knows of it.
"""

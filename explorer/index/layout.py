"""What a reader has to know of an index before it opens a file: Whoosh is not needed for it."""

from __future__ import annotations

SCHEMA_VERSION = 7
"""Grows whenever the analysis, the fields or the format of the files change."""

SCORED = ("body", "title")
"""Fields whose length counts."""

TERMS = ".trm"
"""The extension of the file with a segment's terms."""

DOCUMENTS = ".doc"
"""The extension of the file with what is known of a segment's documents."""

SIGNATURE = 16
"""Numbers of a signature; two texts agree in about as large a share of them as of their rows of three words."""

"""The file of curation rules: read with the place of each mistake, and added to without touching what stands there.

`file` reads it, `editing` writes it, `limits` says which documents and sentences a rule is about.
"""

from __future__ import annotations

from explorer.curation.file import Rules, digest_of, read_rules

__all__ = ["Rules", "digest_of", "read_rules"]

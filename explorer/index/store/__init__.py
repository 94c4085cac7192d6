"""The files of a segment: columns of numbers with checksums. Knows numpy and bytes, and nothing of Whoosh."""

from __future__ import annotations

from explorer.index.store.fields import Field, FieldColumns, FieldWriter, write_field
from explorer.index.store.sections import Damaged, Sections, SectionWriter, Source

__all__ = ["Damaged", "Field", "FieldColumns", "FieldWriter", "SectionWriter", "Sections", "Source", "write_field"]

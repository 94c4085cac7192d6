"""Stage 2, characters: cut a text into sentences and choose the passages worth showing."""

from __future__ import annotations

from explorer.text.lines import line_of, line_starts
from explorer.text.passages import best_passages
from explorer.text.sentences import sentences

__all__ = ["best_passages", "line_of", "line_starts", "sentences"]

"""Put a text together out of pieces of another, remembering where each piece stood."""

from __future__ import annotations

from explorer.model.span import OffsetMap


class TextBuilder:
    """A text that grows at its end; `length` is its length so far in characters."""

    def __init__(self) -> None:
        self.length = 0
        self._pieces: list[str] = []
        self._kept: list[int] = [0]
        self._original: list[int] = [0]

    def add(self, piece: str, at: int) -> None:
        """Append `piece`, whose characters stand, or are accounted for, from offset `at` of the original on."""
        if not piece:
            return
        if at - self.length != self._original[-1] - self._kept[-1]:
            if self._kept[-1] == self.length:
                self._original[-1] = at
            else:
                self._kept.append(self.length)
                self._original.append(at)
        self._pieces.append(piece)
        self.length += len(piece)

    def finish(self) -> tuple[str, OffsetMap]:
        """Return the text and the map of its offsets to those of the original."""
        return "".join(self._pieces), OffsetMap(tuple(self._kept), tuple(self._original))

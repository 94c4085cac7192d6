"""One name as several types: mostly one of them is meant, and the others are slips of the tagger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.entities.across.values import KeyRow, Pair, pair

NAME = "n"
_NEARLY_ALWAYS = 20  # times as many documents from which a type is taken for the other
_MOSTLY = 4
_SURE_OF = 8  # documents below which nothing is known of what a name mostly is


def blocks(row: KeyRow) -> Iterator[str]:
    """Yield the block of all types of a name."""
    yield f"{NAME}:{row.key}"


def of_a_name(rows: Sequence[KeyRow]) -> Iterator[Pair]:
    """Yield the most frequent type of a name with those that it rarely has; a person's full name is never taken."""
    most = rows[0]
    for row in rows[1:]:
        if most.documents < _SURE_OF or most.documents < _MOSTLY * row.documents:
            continue
        sure = most.documents >= _NEARLY_ALWAYS * row.documents
        rule = f"nearly always {_told(most)} in the corpus" if sure else f"mostly {_told(most)} in the corpus"
        yield pair(most, row, rule, 0.82 if sure else 0.6)


def _told(row: KeyRow) -> str:
    word = row.type.value.replace("_", " ")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"

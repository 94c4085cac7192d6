"""The sentences that show something: those that name an entity, or two at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.model.span import Span
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """An entity named in a sentence (its number, −1 if unknown)."""

    entity: int
    sentence: int
    span: Span


def sentences_with(
    named: Iterable[Named], sentences: Sequence[Span], wanted: Iterable[int]
) -> tuple[tuple[Span, tuple[Span, ...]], ...]:
    """Return the sentences that name every one of `wanted`, in order, each with the spans that name them.

    A mention whose sentence is unknown stands for itself.
    """
    sought = set(wanted)
    held: dict[Span, dict[int, list[Span]]] = {}
    for each in named:
        if each.entity in sought:
            known = 0 <= each.sentence < len(sentences)
            sentence = sentences[each.sentence] if known else each.span
            held.setdefault(sentence, {}).setdefault(each.entity, []).append(each.span)
    return tuple(
        (sentence, tuple(sorted(span for spans in by_entity.values() for span in spans)))
        for sentence, by_entity in sorted(held.items(), key=lambda item: item[0])
        if len(by_entity) == len(sought)
    )

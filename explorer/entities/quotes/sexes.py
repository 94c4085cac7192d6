"""Whom `he` and `she` can mean: what titles, roles and given names tell of the people of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import field

from explorer.entities.gazetteer import load
from explorer.entities.names import fold, several
from explorer.model.entity import EntityType, Mention
from explorer.values import dataclass

_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Madam|Mme|Lady|Dame|Queen|Princess|Sister|Baroness|Duchess|Countess|"
    r"(?:spokes|chair|congress|business|police)woman|actress|(?:his|the) (?:wife|widow|mother|daughter|sister))"
    r"[.,]?\s+$"
)
_MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Father|Brother|Baron|Duke|Count|(?:spokes|chair|congress|business|police)man|"
    r"(?:her|the) (?:husband|widower|father|son|brother))[.,]?\s+$"
)
_AHEAD = 18  # characters before a name in which a title stands
_NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sexes:
    """The people, by local number, whom a title makes a woman or a man, and those whose given name makes it likely."""

    female: Set[int] = field(default=_NOBODY)
    male: Set[int] = field(default=_NOBODY)
    named_female: Set[int] = field(default=_NOBODY)
    named_male: Set[int] = field(default=_NOBODY)

    def against(self, word: str) -> tuple[Set[int], Set[int]]:
        """Return whom a pronoun cannot mean, and whom it is unlikely to mean."""
        if word == "he":
            return self.female, self.female | self.named_female
        return (self.male, self.male | self.named_male) if word == "she" else (_NOBODY, _NOBODY)


def sexes(text: str, mentions: Sequence[Mention]) -> Sexes:
    """Return what a document tells of the sex of its people; a title counts before a given name."""
    female: set[int] = set()
    male: set[int] = set()
    people = [one for one in mentions if one.type is EntityType.PERSON]
    for one in people:
        before = text[max(one.span.start - _AHEAD, 0) : one.span.start]
        if _FEMALE.search(before):
            female.add(one.local)
        elif _MALE.search(before):
            male.add(one.local)
    lists = load()
    named_female: set[int] = set()
    named_male: set[int] = set()
    for one in people:
        if one.local in female or one.local in male:
            continue
        given = fold(one.text.split()[0])
        if not several(one.text) and given in lists.surnames:
            continue
        if given in lists.female:
            named_female.add(one.local)
        elif given in lists.male:
            named_male.add(one.local)
    return Sexes(female, male, named_female, named_male)

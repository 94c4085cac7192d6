"""Whatever is typed is understood, planned, searched, marked, counted and explained, and nothing of it raises."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.index import MemoryIndex
from explorer.index.analysis import Analysers
from explorer.index.lighting import Lights
from explorer.index.plan import plan
from explorer.model.query import Like, Page, Query, Sort
from explorer.model.span import Span
from explorer.ports import IndexDocument
from explorer.query import leaves, parse, positive, resolve

TODAY = date(2021, 3, 17)

TEXTS = (
    ("The lunar research station stands on the Moon; its crew moons about. U.S. e-mail O'Brien 1,000 3.5 C++", ""),
    ("Ein Haus im Weltraum: die Häuser der Astronauten.", "german"),
    ("月球研究站的计划 研究站's ガがくせい 한국어", ""),
    ("Луна и станция हिन्दी ไทย x\x00y \ud800 🌕 " + "a" * 70, "russian"),
    ("", ""),
)

TYPED = """moon Moon base AND OR NOT && | - ( ) " ' “ ” « ~ ~1 ~2 ~9 * ? ** = == title: person: speaker: about: lang: is: has:
like: date: after: path: type: tag: source: xyz: is:starred has:quotes like:1 lang:de lang:zz about:2017-11 2021 ..
last-week é e\u0301 月球 研究站 站 ガ ﾊﾝ 한국어 U.S. O'Brien 1,000 3.5 C++ e-mail ß İ ﬁ \x00 \x1b[31m \ud800 \u202e 🌕
\ua015 https://a.b/?q=* a* *a a?b 's s' _ %s {0} ../x Häuser haus Луна हिन्दी \u0301 \u200d \xad l'eau ٣ ² Ⅷ"""
PIECES = [*TYPED.split(), "\x1c", " ", " ", " ", "\n", "a" * 70]


def index_of_texts() -> MemoryIndex:
    index = MemoryIndex()
    for number, (text, language) in enumerate(TEXTS, 1):
        index.put(
            IndexDocument(number, text[:20], text, f"a/{number}.md", "md", "TASS", "Ada", "2020-01-01", (1,), (),
                          language, "")
        )  # fmt: skip
    index.commit()
    index.refresh()
    return index


INDEX, ANALYSERS = index_of_texts(), Analysers()


def understood(typed: str) -> Query:
    parsed = parse(typed, TODAY)
    for place in (
        *(mistake.place for mistake in parsed.mistakes),
        *(chip.place for chip in parsed.chips),
        *(leaf.place for leaf, _ in leaves(parsed.query)),
    ):
        assert 0 <= place.start <= place.end <= len(typed)
    for mistake in parsed.mistakes:
        parse(mistake.mended or "", TODAY)

    def likening(like: Like) -> Like:
        return replace(like, text=TEXTS[0][0], number=1)

    return resolve(parsed.query, lambda *_: (1,), lambda _: frozenset({1, 2}), likening)


def ask(typed: str, sort: Sort) -> None:
    query = understood(typed)
    page = INDEX.search(query, Page(), sort)
    assert {match.document for match in page.matches} == set(INDEX.matching(query))
    assert INDEX.facets(query, 3).total == page.total
    for match in page.matches[:1]:
        told = INDEX.explain(query, match.document, sort)
        assert told is not None
        assert told.score == pytest.approx(match.score)
    wanted = positive(query)
    for text, language in TEXTS:
        analyser = ANALYSERS.of(language)
        spans = INDEX.spans(wanted, text, None, language)
        if not any(isinstance(leaf, Like) for leaf, _ in leaves(wanted)):  # whose words only an index can tell
            planned = plan(wanted, *dict.fromkeys(map(ANALYSERS.of, ("", "german", "russian", language))))
            (lit,) = Lights(planned, analyser, lambda _: 1, 1).lit([text])
            assert [Span(start, end) for start, end, _, _ in lit] == spans


@pytest.mark.parametrize("seed", range(4))
def test_lines_of_odd_pieces(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(250):
        pieces = [chance.choice(PIECES) + chance.choice(["", "", " "]) for _ in range(chance.randint(0, 12))]
        ask("".join(pieces), chance.choice(list(Sort)))


@given(st.text(max_size=40))
def test_lines_of_any_characters(typed: str) -> None:
    ask(typed, Sort.RELEVANCE)


@given(st.text(alphabet="ab *?~=\"()-:.12Moné月'", max_size=30))
def test_lines_of_signs(typed: str) -> None:
    ask(typed, Sort.RECENT)


@pytest.mark.parametrize(
    "typed", ["a*" * 4096, '"' + "the " * 2000, "(" * 8000, "a~" * 4000, "月*" * 4000, "NOT " * 2000]
)
def test_lines_as_long_as_they_are_read(typed: str) -> None:
    ask(typed, Sort.RELEVANCE)

"""What a query asks of an index: words, their languages, the forms they are chosen by, and how many."""

from __future__ import annotations

import pytest

from explorer.index.alike import MOST_TELLING, telling, threshold
from explorer.index.analysis import Analysers
from explorer.index.fitting import fitting, pattern
from explorer.index.nodes import (
    MOST_PATTERNS,
    MOST_SLOTS,
    Alike,
    Documents,
    Either,
    Empty,
    Forms,
    Keys,
    Plan,
    Series,
    Shape,
    Term,
    written,
)
from explorer.index.plan import plan
from explorer.model.query import (
    And,
    Exact,
    Fuzzy,
    Like,
    Listed,
    Named,
    Or,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
)

ANALYSERS = Analysers()


def made(query: Query, *languages: str) -> Plan:
    return plan(query, ANALYSERS.own, *map(ANALYSERS.of, languages))


def show(item: Plan) -> str:
    match item:
        case Term(field, texts):
            return f"{field}:{'|'.join(texts)}"
        case Forms(field):
            return f"{field}:{written(item)}"
        case Series(_, slots, slop):
            return "[" + " ".join(map(show, slots)) + "]" + (f"~{slop}" if slop else "")
        case Either(items, same=True):
            return " = ".join(map(show, items))
        case _:
            return repr(item)


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (Word("Stations"), "body:station"),
        (Word("state-owned"), "[body:state body:own] = body:stateown"),
        (Word("Co-operated", "title"), "[title:co title:oper] = title:cooper"),
        (Word("e-mail", "path"), "[path:e path:mail*]"),
        (Word("state-of-the-art"), "[body:state body:of body:the body:art]"),
        (Word("F-16"), "[body:f body:16]"),
        (
            Phrase("an e-mail came", None, 2),
            "[body:an body:e body:mail body:came]~2 = [body:an body:email body:came]~2",
        ),
        (Word("Stations", "source"), "source:stations"),
        (Word("reports/20", "path"), "[path:reports path:20*]"),
        (Prefix("Lunar Stat"), "[body:lunar body:stat*]"),
        (Prefix("lun* stat"), "[body:lun* body:stat*]"),
        (Phrase("who is he?"), "[body:who body:is body:he]"),
        (Phrase("the * station?", slop=1), "[body:the body:station]~2"),
        (Phrase("moon *"), "body:moon"),
        (Phrase("* moon"), "body:moon"),
        (Phrase("lunar st?t*"), "[body:lunar body:st?t*]"),
        (Wildcard("*NAUT"), "body:*naut"),
        (Wildcard("Müll?r"), "body:mull?r"),
        (Wildcard("m**n*"), "body:m*n*"),
        (Wildcard("state-own*d"), "[body:state body:own*d]"),
        (Wildcard("o'br*n"), "body:obr*n"),
        (Wildcard("*-*"), "All()"),
        (Wildcard("\ua015*x"), "body:\ua015*x"),
        (Wildcard("?d", "type"), "kind:?d"),
        (Fuzzy("Rogozyn", None, 2), "body:rogozyn~2"),
        (Fuzzy("Moon", None, 99), "body:moon~2"),
        (Fuzzy("is", None, 2), "body:is~1"),
        (Fuzzy("x", None, 2), "body:x"),
        (Fuzzy("e-mail", None, 2), "[body:e body:mail~2]"),
        (Fuzzy("03/09/87", None, 2), "[body:03 body:09 body:87]"),
        (Fuzzy("1987", None, 1), "body:1987~1"),
        (Fuzzy("研究"), "body:研究"),
        (Exact("Moon's base"), "[body:=Moon body:=base]"),
        (Exact("Mu\u0308ller"), "body:=Müller"),
        (Exact("TASS", "source"), "source:tass"),
        (Exact("MD", "type"), "kind:md"),
        (Word("de", "lang"), "lang:de"),
        (Word("研究站"), "[body:研究 body:究站]"),
        (Word("站"), "body:站*"),
        (Wildcard("月*站"), "[body:月* body:站*]~8"),
        (Exact("研究站"), "[body:=研究 body:=究站]"),
        (Listed("is", "starred", documents=frozenset({3})), repr(Documents(frozenset({3})))),
        (Like("x"), "Empty()"),
        (Like("x", "the of"), "Empty()"),
    ],
)
def test_a_leaf_is_asked_for(query: Query, asked: str) -> None:
    assert show(made(query)) == asked


def test_a_word_has_a_term_for_each_language() -> None:
    assert made(Word("Häuser"), "german") == Term("body", ("hauser", "haus\x1fgerman"))
    assert made(Word("1,000"), "german") == Term("body", ("1000",))
    assert made(Word("Häuser", "source"), "german") == Term("source", ("hauser",))
    assert made(Word("haus"), "german", "french") == Term("body", ("haus", "haus\x1fgerman", "haus\x1ffrench"))
    assert made(Named(None, "Haus", keys=(1,)), "german") == Keys((1,), Term("body", ("haus", "haus\x1fgerman")))


def test_patterns_and_words_of_a_phrase_are_bounded_however_they_are_written() -> None:
    long = made(Phrase("word " * 500))
    assert isinstance(long, Series)
    assert len(long.slots) == MOST_SLOTS
    for query in (
        Fuzzy("-".join(f"a{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"), None, 1),
        Wildcard("-".join(f"a*{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")),
        Phrase(" ".join(f"a*{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")),
    ):
        made_of = made(query)
        assert isinstance(made_of, Series)
        shapes = [slot for slot in made_of.slots if isinstance(slot, Forms) and slot.shape is not Shape.EXACT]
        assert len(shapes) == MOST_PATTERNS
    both = made(Or(tuple(Wildcard(f"a*{number}") for number in range(100))))
    assert repr(both).count("WILDCARD") == MOST_PATTERNS


def test_stop_words_are_told_by_how_they_are_typed_not_by_their_stems() -> None:
    assert made(And((Word("why"), Word("because"), Word("moon")), loose=True)) == Term("body", ("moon",))
    assert made(And((Word("does"), Word("moon")))) == Term("body", ("moon",))
    assert "doe" in repr(made(And((Word("Jane"), Word("Doe")))))


def test_stop_words_are_those_of_the_corpus_s_own_language() -> None:
    german, english = Analysers("german"), Analysers("english")
    question = And((Word("für"), Word("die"), Word("Bank")))
    assert plan(question, german.own, german.of("english")) == Term("body", ("bank", "bank\x1fenglish"))
    assert repr(plan(question, english.own, english.of("german"))).count("Term(") == 3
    assert plan(And((Word("über"), Word("the"))), german.own) == Term("body", ("the",))


def test_stop_words_are_not_needed_beside_others_and_are_beside_what_is_listed() -> None:
    starred = Listed("is", "starred", documents=frozenset({3}))
    assert made(And((Word("the"), Wildcard("mo*n")))) == Forms("body", Shape.WILDCARD, "mo*n")
    assert "the" in repr(made(And((starred, Word("the")))))


@pytest.mark.parametrize(
    ("typed", "word", "fits"),
    [
        ("*naut", "astronaut", True),
        ("*naut", "nautical", False),
        ("*naut", "naut", True),
        ("colo?r", "colour", True),
        ("colo?r", "color", False),
        ("in*al", "international", True),
        ("in*al", "inal", True),
        ("ab*ba", "aba", False),
        ("a*b*b", "ab", False),
        ("a*b*b", "abxb", True),
        ("a*?b", "ab", False),
        ("a*?b", "axb", True),
        ("*a*a?*", "aba", False),
        ("*a*a?*", "abac", True),
        ("?", "月", True),
        ("a.c", "abc", False),
        ("*" + "a*" * 30 + "b", "a" * 64, False),
    ],
)
def test_a_pattern_fits(typed: str, word: str, fits: bool) -> None:
    assert (pattern(typed).fullmatch(word) is not None) is fits


def test_a_similar_word_has_letters_swapped_put_in_taken_out_or_replaced() -> None:
    fits = fitting(Forms("body", Shape.FUZZY, "rogozin", 1))
    near = ["rogozin", "rogozyn", "rogozn", "rogoozin", "orgozin", "rogozyin"]
    assert [word for word in near if fits(("", word, ""))] == near
    assert not fits(("", "ragozyn", ""))


def test_what_tells_of_a_text_is_rare_and_shared() -> None:
    asked = made(Like("x", "the moon moon moon, of Zanzibar and of plans", 1))
    assert isinstance(asked, Alike)
    assert dict(asked.terms) == {"moon": 3.0, "zanzibar": 1.0, "plan": 1.0}
    told = telling(asked, {"moon": 50, "zanzibar": 1, "plan": 2}.__getitem__, 100)
    assert [term for term, _ in told.terms] == ["plan", "moon"]
    assert 0 < threshold(told) < sum(weight for _, weight in told.terms)
    many = telling(Alike(None, tuple((f"w{number}", 1.0) for number in range(200))), lambda _: 1, 100)
    assert len(many.terms) == MOST_TELLING
    assert made(Like("x", "", 1)) == Empty()

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.entity import EntityType
from explorer.model.query import And, Like, Listed, Named
from explorer.model.span import Span
from explorer.query import exclude, leaves, narrow, parse, positive, quoted, resolve, suggest, without

TODAY = date(2021, 3, 17)
WORDS = {"goverment": ["government", "governed"], "moon": ["moon"], "baes": ["base"]}


def similar(word: str, limit: int) -> list[str]:
    return WORDS.get(word, [])[:limit]


def names(name: str, limit: int) -> list[str]:
    return ["Dmitry Rogozin"] if name.startswith("rogo") else []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("goverment moon", ["government moon", "governed moon"]),
        ('"moon baes" title:goverment', ['"moon base" title:government', '"moon base" title:governed']),
        ("person:rogosin", ['person:"Dmitry Rogozin"']),
        ("moon", []),
        ("xyzzy", []),
        ("path:goverment", []),
        ("=goverment", ["=government", "=governed"]),
        ("speaker:rogosin", ['speaker:"Dmitry Rogozin"']),
        ('"moon baes*"', []),
        ("goverm?nt baes~", []),
    ],
)
def test_a_likelier_query_is_offered(typed: str, meant: list[str]) -> None:
    assert [suggestion.text for suggestion in suggest(parse(typed, TODAY), similar, names)] == meant


def test_names_are_resolved_wherever_they_stand() -> None:
    def lookup(type_: EntityType | None, text: str, prefix: bool, label: str) -> tuple[int, ...]:
        return (7, 9) if (type_, text, prefix) == (EntityType.PERSON, "ada", False) else ()

    query = resolve(parse("moon -(person:ada OR mars)", TODAY).query, lookup)
    assert isinstance(query, And)
    assert "keys=(7, 9)" in repr(query)
    assert isinstance(resolve(Named(None, "x"), lookup), Named)


def test_the_catalogue_fills_in_what_is_listed_and_what_others_are_like() -> None:
    def listing(listed: Listed) -> frozenset[int]:
        return frozenset({1, 2} if (listed.field, listed.text) == ("is", "starred") else {3})

    def likening(like: Like) -> Like:
        return replace(like, number=7, text="the moon")

    query = parse("(is:starred OR about:2017) -like:a.md", TODAY).query
    resolved = resolve(query, lambda *_: (), listing, likening)
    found = [leaf for leaf, _ in leaves(resolved)]
    assert [leaf.documents for leaf in found if isinstance(leaf, Listed)] == [{1, 2}, {3}]
    assert [(leaf.number, leaf.text) for leaf in found if isinstance(leaf, Like)] == [(7, "the moon")]
    assert resolve(query, lambda *_: ()) == query


@pytest.mark.parametrize(
    ("typed", "narrowed", "excluded"),
    [
        ("", "org:x", "-org:x"),
        ("moon", "moon org:x", "moon -org:x"),
        ("moon OR mars", "(moon OR mars) org:x", "(moon OR mars) -org:x"),
        ("(moon OR mars) base", "(moon OR mars) base org:x", "(moon OR mars) base -org:x"),
    ],
)
def test_a_clause_is_added(typed: str, narrowed: str, excluded: str) -> None:
    assert narrow(typed, "org:x") == narrowed
    assert exclude(typed, "org:x") == excluded


@pytest.mark.parametrize(
    ("typed", "word", "rest"),
    [
        ("moon base", "base", "moon"),
        ("moon -base", "base", "moon"),
        ("moon NOT base", "base", "moon"),
        ("moon OR base", "moon", "base"),
        ("moon AND (base) mars", "base", "moon mars"),
        ("(moon OR base) mars", "base", "(moon) mars"),
        ("title:base moon", "base", "moon"),
        ("moon", "moon", ""),
    ],
)
def test_a_word_is_taken_out(typed: str, word: str, rest: str) -> None:
    at = typed.index(word)
    assert without(typed, Span(at, at + len(word))) == rest


@pytest.mark.parametrize(
    ("typed", "clause", "narrowed", "excluded"),
    [
        ("moon org:x", "org:x", "moon org:x", "moon -org:x"),
        ("moon -org:x", "org:x", "moon org:x", "moon -org:x"),
        ("moon OR mars", 'person:"Ada Lovelace"', '(moon OR mars) person:"Ada Lovelace"', None),
        ('"moon ba', "org:x", '"moon ba" org:x', '"moon ba" -org:x'),
        ("(moon OR mars", "org:x", "(moon OR mars) org:x", "(moon OR mars) -org:x"),
        ("(org:x OR y)", "org:x", "(org:x OR y) org:x", "(org:x OR y) -org:x"),
        ('"Moon"', '="Moon"', '"Moon" ="Moon"', '"Moon" -="Moon"'),
        ('="Moon"', '="Moon"', '="Moon"', '-="Moon"'),
        ("-is:read", "is:read", "is:read", "-is:read"),
    ],
)
def test_a_clause_is_added_once(typed: str, clause: str, narrowed: str, excluded: str | None) -> None:
    assert narrow(typed, clause) == narrowed
    if excluded is not None:
        assert exclude(typed, clause) == excluded


@pytest.mark.parametrize(
    ("field", "value", "clause"),
    [
        ("org", "NASA", "org:NASA"),
        ("person", "Ada Lovelace", 'person:"Ada Lovelace"'),
        ("person", 'Dwayne "The Rock" Johnson', 'person:"Dwayne The Rock Johnson"'),
        ("org", "AT&T", 'org:"AT&T"'),
    ],
)
def test_a_name_becomes_a_clause_that_means_it(field: str, value: str, clause: str) -> None:
    assert quoted(field, value) == clause
    query = parse(clause, TODAY).query
    assert isinstance(query, Named)
    assert query.text == value.replace('"', "")


@pytest.mark.parametrize(
    ("typed", "chip", "rest"),
    [
        ("moon -after:2020", "-after:2020", "moon"),
        ("moon (person:ada)", "person:ada", "moon"),
        ("moon AND NOT org:x", "org:x", "moon"),
        ('"lunar station"~3 moon', '"lunar station"~3', "moon"),
        ("person:(ada OR bob) x", "bob", "person:(ada) x"),
        ("person:(ada) x", "ada", "x"),
        ('moon ="Moon base" x', '="Moon base"', "moon x"),
        ("moon -is:starred x", "-is:starred", "moon x"),
        ("like:notes.md x", "like:notes.md", "x"),
        ("a rogozyn~ b", "rogozyn~", "a b"),
    ],
)
def test_a_chip_is_taken_out(typed: str, chip: str, rest: str) -> None:
    at = typed.index(chip)
    assert without(typed, Span(at, at + len(chip))) == rest
    assert without(typed, Span(999, 1000)) == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("moon -mars", "moon"),
        ("moon (base OR -mars)", "moon base"),
        ("-mars", ""),
        ("*", ""),
        ('title:moon "a b" -(c d)', 'title:moon "a b"'),
    ],
)
def test_what_must_not_match_is_left_out_of_what_is_marked(typed: str, kept: str) -> None:
    left, right = positive(parse(typed, TODAY).query), positive(parse(kept, TODAY).query)
    assert [leaf.text for leaf, _ in leaves(left)] == [leaf.text for leaf, _ in leaves(right)]  # type: ignore[union-attr]


@given(st.text(alphabet='ab -()":ORNTperson\x00\x1b', max_size=25), st.integers(0, 25), st.integers(0, 9))
def test_editing_never_raises(typed: str, start: int, length: int) -> None:
    without(typed, Span(start, start + length))
    for made in (narrow(typed, "org:x"), exclude(typed, "org:x")):
        assert made.endswith("org:x") or "org:x" in made

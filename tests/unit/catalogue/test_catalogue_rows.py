from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.catalogue import (
    documents,
    entities,
    mentions,
    merging,
    meta,
    open_catalogue,
    quotations,
    resolving,
    writing,
)
from explorer.catalogue.names import fold
from explorer.catalogue.rows import MANY, first_day, pack, pack_spans, unpack_spans
from explorer.catalogue.stated import every
from explorer.errors import NotFound
from explorer.model.document import Dateline, Fact, FileStamp, Metadata, Origin, ReadDocument, Reference
from explorer.model.entity import (
    Annotations,
    DateValue,
    EntityType,
    LocalEntity,
    Mention,
    Quote,
    QuoteKind,
    Relation,
    RelationKind,
)
from explorer.model.query import Page
from explorer.model.span import OffsetMap, Span, Spans

NAMED = ("kind", "text", "qualifier", "date", "span", "rule", "confidence")
PERSON, ORGANISATION, DATE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.DATE


def story(path: str, *names: str, digest: str = "", best: dict[str, str] | None = None) -> tuple:
    """A document that names people one after the other; `best` gives another best name for one."""
    text = " and ".join(names) + " met."
    spans, at = [], 0
    for name in names:
        spans.append(Span(at, at + len(name)))
        at += len(name) + 5
    keys = list(dict.fromkeys(fold(name) for name in names))
    document = ReadDocument(
        path, "txt", FileStamp(len(text), 1), digest or path, "utf-8", text, OffsetMap(),
        Metadata(Fact(f"Story {path}", Origin.HEADING)),
    )  # fmt: skip
    annotations = Annotations(
        (Span(0, len(text)),),
        tuple(
            Mention(span, name, PERSON, 0.9, "rules", "because", 0, keys.index(fold(name)))
            for span, name in zip(spans, names, strict=True)
        ),
        tuple(
            LocalEntity(n, PERSON, key, (best or {}).get(key) or next(x for x in names if fold(x) == key), ())
            for n, key in enumerate(keys)
        ),
    )
    return document, annotations


def packed(*args, **how):
    return pack(*story(*args, **how), "r", "a")


@pytest.fixture
def catalogue(tmp_path):
    with closing(open_catalogue(tmp_path / "catalogue.sqlite")) as opened:
        yield opened


def counted(catalogue):
    """Everything that is kept up as documents come and go, without the numbers that were given."""
    with catalogue.reading() as connection:
        found = {
            row[0]: row[1:]
            for row in connection.execute("SELECT name, documents, mentions FROM entities WHERE documents > 0")
        }
        written = connection.execute(
            "SELECT k.key, n.name, n.mentions, n.best FROM names n JOIN entity_keys k ON k.id = n.key ORDER BY 1, 2"
        ).fetchall()
        words = connection.execute(
            "SELECT k.key, w.word FROM name_words w JOIN entity_keys k ON k.id = w.key ORDER BY 1, 2"
        ).fetchall()
    return found, written, words


def test_a_document_comes_back_as_it_was_read(catalogue):
    document, annotations = story("a/b.md", "Ada Lovelace", "ada lovelace")
    text = document.text + ' In 1843 she said "yes".'

    def span_of(words):
        return Span(text.index(words), text.index(words) + len(words))

    line = Dateline(Span(0, 3), None, Span(1, 2), None)
    document = replace(
        document,
        text=text,
        offsets=OffsetMap((0, 5), (2, 9)),
        metadata=Metadata(
            Fact("Notes", Origin.HEADING, Span(0, 5)), Fact("1843-09", Origin.HEADER), None,
            Fact("A. L.", Origin.HTML), ("x", "y"), line, Span(0, 4), "https://a.example/notes", "de",
        ),
        references=(Reference(Span(0, 3), "b.md", "markdown"),),
        warnings=("a byte was replaced",),
    )  # fmt: skip
    value = DateValue("1843", "year", "1843-01-01", "1843-12-31", "early", "text", 0.6)
    year = Mention(span_of("1843"), "1843", DATE, 0.8, "rules", "a year", -1, 1, value)
    stated = Relation(RelationKind.ROLE, 0, "countess", -1, Span(0, 12), 0, "apposition", 0.5, "former", "1843")
    doubtful = Mention(span_of("she"), "she", PERSON, 0.2, "rules", "doubt", 0, -1)
    annotations = replace(
        annotations,
        mentions=(*annotations.mentions, year, doubtful),
        entities=(*annotations.entities, LocalEntity(1, DATE, "1843", "1843", ("1843",), ("same day",))),
        quotes=(
            Quote(Span(1, 2), None, "", QuoteKind.INDIRECT, 0.5),
            Quote(span_of('"yes"'), Span(0, 3), "said", QuoteKind.DIRECT, 0.7, 0, fingerprint=-(2**63)),
            Quote(Span(0, 4), Span(0, 3), "said", QuoteKind.PARTIAL, 0.7, 0, continues=1),
        ),
        relations=(stated,),
    )
    with catalogue.writing() as connection:
        writing.store(connection, [pack(document, annotations, "r", "a")], {})
    with catalogue.reading() as connection:
        assert documents.as_read(connection, 1) == document
        assert mentions.of_document(connection, 1, text) == annotations.mentions
        assert quotations.of_document(connection, 1) == annotations.quotes
        (related,) = every(connection)
        assert (related.document, related.object, related.sentence) == (1, None, annotations.sentences[0])
        assert {getattr(related, name) == getattr(stated, name) for name in NAMED} == {True}
        assert documents.document(connection, 1).tags == ("x", "y")
        assert [failure.message for failure in documents.failures(connection)] == ["a byte was replaced"]
        (indexed,) = documents.for_index(connection, [1], "english")
        assert (indexed.date, indexed.text, len(indexed.keys)) == ("1843-09-01", text, 2)
        assert (indexed.language, indexed.lang) == ("german", "de")
        (own,) = documents.for_index(connection, [1], "german")
        assert (own.language, own.lang) == ("", "de")
        assert documents.document(connection, 1).language == "de"
        (known,) = documents.known(connection)
        assert (known.path, known.digest, known.read_by, known.annotated_by) == ("a/b.md", "a/b.md", "r", "a")
        with pytest.raises(NotFound):
            documents.as_read(connection, 2)
        with pytest.raises(NotFound):
            documents.text(connection, 2)
        with pytest.raises(NotFound):
            documents.offsets(connection, 2)


NAMES = ("Ada Lovelace", "ADA LOVELACE", "Alan Turing", "Kurt Gödel")
steps = st.lists(
    st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from(NAMES), max_size=4)), min_size=1, max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(steps)
def test_counts_kept_up_are_the_counts_of_a_new_catalogue(tmp_path_factory, changes):
    """Whatever comes, changes and goes: the counts are those of the documents that are there."""
    home = tmp_path_factory.mktemp("counts")
    last: dict[str, list[str]] = {}
    with closing(open_catalogue(home / "grown.sqlite")) as grown, closing(open_catalogue(home / "new.sqlite")) as new:
        for path, names in changes:
            with grown.writing() as connection:
                if names:
                    writing.store(connection, [packed(path, *names)], {})
                    last[path] = names
                elif (found := documents.at_path(connection, path)) is not None:
                    writing.remove(connection, [found.id])
                    del last[path]
        with new.writing() as connection:
            writing.store(connection, [packed(path, *names) for path, names in last.items()], {})
        assert counted(grown) == counted(new)
        with grown.writing() as connection:
            merging.forget_unused(connection)
            keys = {row[0] for row in connection.execute("SELECT key FROM entity_keys")}
        assert keys == {fold(name) for names in last.values() for name in names}


def one_entity(path, key, *names):
    """A document in which all of `names` are one entity."""
    document, annotations = story(path, *names)
    found = tuple(replace(mention, local=0) for mention in annotations.mentions)
    entity = LocalEntity(0, PERSON, key, " ".join(names[0].split()), names)
    return pack(document, replace(annotations, mentions=found, entities=(entity,)), "r", "a")


def test_a_name_that_nobody_writes_any_more_finds_nothing(catalogue):
    with catalogue.writing() as connection:
        writing.store(connection, [one_entity("a", "ada", "Ada", "Ada Lovelace"), one_entity("b", "ada", "Ada")], {})
        assert len(entities.lookup(connection, PERSON, "lovelace", False)) == 1
        writing.store(connection, [one_entity("a", "ada", "Ada", "Countess Ada")], {})
        assert entities.lookup(connection, PERSON, "lovelace", False) == ()
        assert len(entities.lookup(connection, PERSON, "countess", False)) == 1
        writing.remove(connection, [1])
        assert entities.lookup(connection, PERSON, "countess", False) == ()
        assert len(entities.lookup(connection, PERSON, "ada", False)) == 1


def test_a_name_broken_by_a_line_end_is_the_name(catalogue):
    with catalogue.writing() as connection:
        writing.store(connection, [one_entity("a", "ada", "Ada\nLovelace")], {})
        assert entities.entity(connection, 1).names == ("Ada Lovelace",)


def test_a_document_that_moved_keeps_its_number(catalogue):
    with catalogue.writing() as connection:
        writing.store(connection, [packed("old.txt", "Ada", digest="d"), packed("b.txt", "Alan")], {})
    with catalogue.writing() as connection:
        writing.store(connection, [packed("new.txt", "Ada", digest="d")], {"d": "old.txt"})
    with catalogue.reading() as connection:
        assert documents.document(connection, 1).path == "new.txt"
        assert documents.count(connection) == 2
        assert documents.changed_since(connection, 1) == ([1], [])


def test_numbers_are_never_given_twice(catalogue):
    for _ in range(2):
        with catalogue.writing() as connection:
            writing.store(connection, [packed("a.txt", "Ada")], {})
            (number,) = documents.documents(connection, range(5))
            writing.remove(connection, [number])
    with catalogue.reading() as connection:
        assert number == 2
        assert documents.changed_since(connection, 0) == ([], [1, 2])


def test_the_best_name_is_the_one_most_documents_take(catalogue):
    with catalogue.writing() as connection:
        writing.store(connection, [packed("a.txt", "ADA KING", "ADA KING", "ADA KING")], {})
        assert entities.entity(connection, 1).name == "ADA KING"
        writing.store(connection, [packed("b.txt", "Ada King"), packed("c.txt", "Ada King")], {})
        assert entities.entity(connection, 1).name == "Ada King"
        assert dict(entities.names(connection, 1)) == {"ADA KING": 3, "Ada King": 2}


def merged_catalogue(catalogue):
    with catalogue.writing() as connection:
        writing.store(connection, [packed("a", "Ada King", "Ada"), packed("b", "Ada Lovelace"), packed("c", "Ada")], {})
        facts = {key: number for number, _, key, _, _ in resolving.facts(connection)}
        changed = merging.merge(connection, {facts["ada"]: (facts["ada king"], "first name", 0.9)})
    return facts, changed


def test_merging_adds_up_and_unmerging_takes_apart(catalogue):
    facts, changed = merged_catalogue(catalogue)
    assert changed == 1
    with catalogue.reading() as connection:
        one = entities.entity(connection, 1)
        assert (one.documents, one.mentions) == (2, 3)
        assert merging.merged_by(connection, 1) == (("Ada", "first name", 0.9),)
        both = entities.lookup(connection, PERSON, "king", False)
        assert set(both) == {facts["ada king"], facts["ada"]}
    generation = lambda: meta.generation(connection)  # noqa: E731
    with catalogue.writing() as connection:
        before = generation()
        assert merging.merge(connection, {}) == 1
        assert generation() > before
        assert entities.entity(connection, 1).documents == 1
        assert merging.merge(connection, {}) == 0


def test_a_document_that_goes_is_taken_from_the_entity_it_was_merged_into(catalogue):
    merged_catalogue(catalogue)
    with catalogue.writing() as connection:
        writing.remove(connection, [1])
        one = entities.entity(connection, 1)
        assert (one.documents, one.mentions) == (1, 1)


@pytest.mark.parametrize(
    ("name", "prefix", "whole", "keys"),
    [
        ("ada", False, False, {"ada", "ada king", "ada lovelace"}),
        ("Ada", False, True, {"ada"}),
        ("ADA  lovelace", False, False, {"ada lovelace"}),
        ("lovelace ada", False, True, {"ada lovelace"}),
        ("lov", True, False, {"ada lovelace"}),
        ("ada lov", True, True, {"ada lovelace"}),
        ("lov", False, False, set()),
        ("lov", False, True, set()),
        ("...", False, False, set()),
        ("", True, False, set()),
    ],
)
def test_names_are_looked_up_folded_by_word_or_as_a_whole(catalogue, name, prefix, whole, keys):
    with catalogue.writing() as connection:
        writing.store(connection, [packed("a", "Ada King", "Ada"), packed("b", "Ada Lovelace")], {})
        found = entities.lookup(connection, None, name, prefix, whole)
        known = {number: key for number, _, key, _, _ in resolving.facts(connection)}
        assert {known[each] for each in found} == keys
        assert entities.lookup(connection, ORGANISATION, name, prefix, whole) == ()


def test_pages_of_entities_do_not_overlap(catalogue):
    with catalogue.writing() as connection:
        writing.store(connection, [packed(str(n), f"Person {n:02}") for n in range(25)], {})
        first, second = (entities.page(connection, PERSON, "", Page(at, 20)) for at in (0, 20))
        assert len({count.entity.id for count in (*first, *second)}) == 25
        assert len(entities.page(connection, None, "pers", Page(20, 20))) == 5


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2021-03-09", "2021-03-09"),
        ("2017-11", "2017-11-01"),
        ("2018/2022", "2018-01-01"),
        ("199X", "1990-01-01"),
        ("19XX", "1900-01-01"),
        ("2020-21", "2020-03-01"),
        ("2020-34", "2020-04-01"),
        ("unknown", None),
    ],
)
def test_the_first_day_of_a_date(edtf, day):
    assert first_day(edtf) == day


@given(st.lists(st.tuples(st.integers(0, 2**31), st.integers(0, 2**31)).map(lambda ends: Span(*sorted(ends)))))
def test_spans_come_back_as_they_were_packed(spans):
    assert unpack_spans(pack_spans(spans)) == tuple(spans)


def test_many_spans_come_back_as_they_are_asked_for():
    spans = [Span(3 * number, 3 * number + 2) for number in range(2 * MANY)]
    found = unpack_spans(pack_spans(spans))
    assert isinstance(found, Spans)
    assert list(found) == spans
    assert (found[-1], found[5:7], found.parts(3)) == (spans[-1], spans[5:7], {0, 1, 2})


@pytest.mark.parametrize("near", [0, 30, 1000])
@pytest.mark.parametrize("name", ["Ada Lovelace", "Ada Łovelace", "ŁÁ€𝔄 Łovelace"])
def test_a_piece_of_a_text_is_read_without_the_rest(catalogue, monkeypatch, name, near):
    monkeypatch.setattr(documents, "_NEAR", near)
    document, annotations = story("a.md", "Charles Babbage", name, "Grace Hopper")
    with catalogue.writing() as connection:
        writing.store(connection, [pack(document, annotations, "r", "a")], {})
    with catalogue.reading() as connection:
        for place in (Span(0, 7), Span(20, 32), Span(37, 99), Span(5, 5), Span(90, 99)):
            assert documents.piece(connection, 1, place) == place.of(document.text)
        assert documents.piece(connection, 7, Span(0, 3)) == ""


@given(st.text())
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


def test_names_are_folded():
    assert fold("  Zhāng-Kējiàn’s “Straße” ") == "zhang kejian s strasse"

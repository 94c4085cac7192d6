"""How postings are kept, seen through Whoosh's reader: every format gives back what was put in."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from explorer.index.codec import Codec

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, formats
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.filedb.filestore import RamStorage

TEXTS = ("alfa bravo^2.0 alfa", "bravo", "charlie^0.5 alfa^3 alfa charlie")


def _field(format_: Any) -> Any:
    field = fields.TEXT()
    field.format = format_
    field.analyzer = analysis.RegexTokenizer(r"\S+") | analysis.DelimitedAttributeFilter()
    return field


def _postings(codec: Any, format_: Any, texts: Any = TEXTS, **boosts: float) -> list[Any]:
    index = RamStorage().create_index(fields.Schema(text=_field(format_)))
    writer = index.writer(codec=codec)
    for text in texts:
        writer.add_document(text=text, **boosts)
    writer.commit()
    found = []
    with index.reader() as reader:
        for term in reader.all_terms():
            matcher = reader.postings(*term)
            while matcher.is_active():
                decoded = [
                    (name, matcher.value_as(name))
                    for name in ("frequency", "weight", "positions", "characters", "position_boosts")
                    if matcher.supports(name)
                ]
                found.append((term, matcher.id(), matcher.weight(), decoded))
                matcher.next()
            facts = reader.term_info(*term)
            found.append((facts.weight(), facts.doc_frequency(), facts.max_weight(), facts.min_id(), facts.max_id()))
            found.append((facts.min_length(), facts.max_length()))
    return found


@pytest.mark.parametrize("boost", [1.0, 2.0, 1.3])
@pytest.mark.parametrize(
    "format_",
    [
        formats.Existence(),
        formats.Existence(field_boost=3.0),
        formats.Existence(field_boost=0.25),
        formats.Frequency(),
        formats.Frequency(field_boost=1.5),
        formats.Positions(),
        formats.Positions(field_boost=2.0),
        formats.Characters(),
        formats.PositionBoosts(),
        formats.CharacterBoosts(),
    ],
    ids=lambda value: f"{type(value).__name__}-{value.field_boost}" if isinstance(value, formats.Format) else None,
)
def test_a_format_gives_back_what_it_gives_back_with_the_stock_codec(format_: Any, boost: float) -> None:
    assert _postings(Codec(), format_, _boost=boost) == _postings(W3Codec(), format_, _boost=boost)


class _Odd(fields.FieldType):  # type: ignore[misc]
    """A field whose values are not what its format writes."""

    def __init__(self, format_: Any, values: tuple[bytes, ...]) -> None:
        super().__init__(format_, None)
        self.values = values

    def index(self, value: Any, **_options: object) -> Any:
        return [(b"term", 1, 1.0, self.values[int(value)])]


@pytest.mark.parametrize("format_", [formats.Existence(), formats.Frequency(), formats.Positions()])
def test_values_that_the_format_would_not_write_are_kept_as_they_are(format_: Any) -> None:
    sound = {
        formats.Existence: b"",
        formats.Frequency: b"\0\0\0\7",
        formats.Positions: formats.Positions().encode([4, 9]),
    }
    values = (sound[type(format_)], b"anything", sound[type(format_)], b"else\xff")
    index = RamStorage().create_index(fields.Schema(text=_Odd(format_, values)))
    writer = index.writer(codec=Codec())
    for at in range(len(values)):
        writer.add_document(text=str(at))
    writer.commit()
    with index.reader() as reader:
        assert [value for _, value in reader.postings("text", b"term").all_items()] == list(values)


def test_a_field_may_have_any_name() -> None:
    index = RamStorage().create_index(fields.Schema())
    writer = index.writer(codec=Codec())
    for name in ("a/b", "a%2Fb", "größe", "meta"):
        writer.add_field(name, fields.TEXT(stored=True, sortable=True))
    writer.commit()
    writer = index.writer(codec=Codec())
    writer.add_document(**{"a/b": "one", "a%2Fb": "two", "größe": "three", "meta": "four"})
    writer.commit()
    with index.reader() as reader:
        assert dict(reader.all_terms()) == {"a/b": b"one", "a%2Fb": b"two", "größe": b"three", "meta": b"four"}
        assert reader.stored_fields(0)["größe"] == "three"
        assert reader.column_reader("a/b")[0] == "one"

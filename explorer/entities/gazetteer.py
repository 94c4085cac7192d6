"""What is known of words and names before a text is read: lists shipped as data, loaded once per process.

Sources and licences are in NOTICE; `training/gazetteers.py` compiles the `.gz` files, the others are edited by hand.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files

import yaml

from explorer.entities.names import fold, plain
from explorer.values import dataclass


class Is:
    """What a single word can be, as bits; a word may be several. Plain integers, as they are tested so often."""

    GIVEN = 1
    SURNAME = 2
    TITLE = 4
    ROLE = 8
    MODIFIER = 16
    DEMONYM = 32
    CALENDAR = 64
    HEAD = 128
    WEAK_HEAD = 256
    FORMAL_HEAD = 512
    LEGAL = 1024
    NEWSPAPER = 2048
    PLACE_HEAD = 4096
    PLACE_FRONT = 8192
    COMPASS = 16384
    PARTICLE = 32768
    STOP = 65536
    ORDINARY = 131072
    CAPITALS = 262144
    NOT_A_NAME = 524288
    INITIAL = 1048576
    SUFFIX = 2097152
    AMBIGUOUS = 4194304


_LISTS = {
    "titles": Is.TITLE,
    "roles": Is.ROLE,
    "modifiers": Is.MODIFIER,
    "organisation_heads": Is.HEAD,
    "weak_heads": Is.WEAK_HEAD,
    "formal_heads": Is.FORMAL_HEAD,
    "legal_suffixes": Is.LEGAL,
    "newspapers": Is.NEWSPAPER,
    "place_heads": Is.PLACE_HEAD,
    "place_fronts": Is.PLACE_FRONT,
    "compass": Is.COMPASS,
    "particles": Is.PARTICLE,
    "months": Is.CALENDAR,
    "stop": Is.STOP,
    "name_suffixes": Is.SUFFIX,
    "acronyms_not_names": Is.NOT_A_NAME,
}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The lists, all folded. `places` maps a name to (rank, canonical name); rank is 5 for a country, 1 a small town.

    `openings` are the first two words of the places and bodies of several words. `female` and `male` are given names
    of one sex only. `words` maps a lower-case word to what the hand-edited lists say of it; `nouns` holds the context
    words by list.
    """

    given: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    surnames: frozenset[str]
    places: dict[str, tuple[int, str]]
    celestial: frozenset[str]
    with_the: frozenset[str]
    states: frozenset[str]
    states_of_the_world: frozenset[str]
    bodies: dict[str, str]
    openings: frozenset[str]
    ordinary: frozenset[str]
    ambiguous: frozenset[str]
    words: dict[str, int]
    nouns: dict[str, frozenset[str]]
    firms: frozenset[str]


COUNTRY, REGION, CITY, TOWN, VILLAGE = 5, 4, 3, 2, 1
_ALSO_NAMES = frozenset({"jordan", "chad", "israel", "georgia", "india", "cuba", "mali", "malta"})  # of people


def _packed(name: str) -> object:
    return json.loads(gzip.decompress((files("explorer.entities") / "data" / name).read_bytes()))


def _yaml(name: str) -> dict[str, str]:
    text = (files("explorer.entities") / "data" / name).read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(text, Loader=loader)  # a safe loader, the fast one where libyaml is there
    return {str(key): str(value) for key, value in content.items()}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _aliases(text: str) -> list[tuple[list[str], str]]:
    found = []
    for line in _lines(text):
        names, canonical = line.split(" = ")
        found.append(([name.strip() for name in names.split(", ")], canonical.strip()))
    return found


def _places(packed: dict[str, object], written: dict[str, str]) -> dict[str, tuple[int, str]]:
    places: dict[str, tuple[int, str]] = {}
    for key, rank in (("third", VILLAGE), ("second", TOWN), ("first", CITY), ("regions", REGION)):
        places.update((name, (rank, name)) for name in str(packed[key]).split("\n"))
    for name in str(packed["provinces"]).split("\n"):
        places.setdefault(name, (CITY if " " in name else TOWN, name))
    places.update((fold(name), (REGION, fold(name))) for name in _lines(written["names"]))
    countries = packed["countries"]
    if isinstance(countries, dict):
        places.update((name, (COUNTRY, name)) for name in countries)
    for names, canonical in _aliases(written["aliases"]):
        rank = places.get(fold(canonical), (COUNTRY, ""))[0]
        places.setdefault(fold(canonical), (rank, fold(canonical)))
        places.update((fold(name), (rank, fold(canonical))) for name in names)
    saints = [(f"st{name[5:]}", known) for name, known in places.items() if name.startswith("saint ")]
    for name, known in saints:
        places.setdefault(name, known)
    return places


def _words(lexicon: dict[str, str], demonyms: str) -> dict[str, int]:
    words: dict[str, int] = {}
    for key, flag in _LISTS.items():
        for word in lexicon[key].split():
            words[word] = words.get(word, 0) | flag
    for word in demonyms.split():
        for form in (word, word + "s"):
            words[form] = words.get(form, 0) | Is.DEMONYM
    return words


@cache
def load() -> Gazetteer:
    """Load the lists, once per process (about a tenth of a second)."""
    lexicon, written = _yaml("lexicon.yaml"), _yaml("places.yaml")
    names, packed = _packed("names.gz"), _packed("places.gz")
    if not isinstance(names, dict) or not isinstance(packed, dict):
        raise TypeError("names.gz and places.gz must hold mappings")
    ambiguous = (files("explorer.entities") / "data" / "ambiguous.txt").read_text(encoding="utf-8")
    odd = frozenset(word for line in _lines(ambiguous) if not line.startswith("#") for word in line.split())
    bodies = {plain(name): plain(name) for name in _lines(lexicon["bodies"])}
    for aliases, canonical in _aliases(lexicon["body_aliases"]):
        bodies.update((plain(alias), plain(canonical)) for alias in aliases)
        bodies[plain(canonical)] = plain(canonical)
    bodies.update({fold(name): canonical for name, canonical in bodies.items() if fold(name) not in bodies})
    places = _places(packed, written)
    openings = frozenset(
        " ".join(name.split(" ", 2)[:2]) for known in (places, bodies) for name in known if " " in name
    )
    nouns = ("organisation_nouns", "place_nouns", "said", "inanimate_before", "organisation_fronts", "storms")
    return Gazetteer(
        given=frozenset(f"{names['given']} {names['female']} {names['male']}".split()),
        female=frozenset(str(names["female"]).split()),
        male=frozenset(str(names["male"]).split()),
        surnames=frozenset(str(names["surnames"]).split()),
        places=places,
        celestial=frozenset(fold(name) for name in _lines(written["celestial"])),
        with_the=frozenset(written["with_the"].split()),
        states=frozenset(name.strip() for line in _lines(written["states"]) for name in line.split(",") if name),
        bodies=bodies,
        states_of_the_world=frozenset(name for name, (rank, _) in places.items() if rank == COUNTRY) - _ALSO_NAMES,
        openings=openings,
        ordinary=frozenset(str(_packed("words.gz")).split()) | odd,
        ambiguous=odd,
        words=_words(lexicon, written["demonyms"]),
        firms=frozenset(fold(name) for name in _lines(lexicon["firms"])),
        nouns={key: frozenset(lexicon[key].split()) for key in nouns},
    )

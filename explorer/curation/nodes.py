"""From the nodes of a YAML file to rules; every mistake names file and line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

import yaml

from explorer.errors import CurationError
from explorer.model.curation import Kind, Rule
from explorer.model.entity import BY_VALUE, EntityType
from explorer.model.safe import encodable

LONGEST = 500
"""Characters of a name; what is longer is a text that came there by mistake."""

SHOWN = 40
"""Characters of a wrong value that are shown."""

TYPES = tuple(each.value for each in EntityType if each is not EntityType.DATE)
"""Types that a rule may be limited to; what a date is, its value says."""

GIVEN = tuple(each.value for each in EntityType if each not in BY_VALUE)
"""Types that a rule may give: what is an amount or an address is told by its value, not by a person."""

OF_KIND = {
    Kind.MERGE: ("into",),
    Kind.SPLIT: ("as",),
    Kind.RENAME: ("to",),
    Kind.RETYPE: ("to",),
    Kind.REJECT: (),
    Kind.ADD: ("aliases",),
}
"""Keys that a rule of each kind may have besides its own and those that all have."""

LIMITS = {"documents": "documents", "with": "having", "beside": "beside"}
"""Keys that limit a rule, each with the field of the rule."""

OWN = ("id", "note", "by", "date")
COMMON = ("type", *LIMITS, *OWN)
NULL = "tag:yaml.org,2002:null"

Pairs = dict[str, tuple[yaml.Node, yaml.Node]]


class Mistakes:
    """Raises what is wrong with a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def at(self, node: yaml.Node, what: str) -> NoReturn:
        """Raise CurationError at the line of a node."""
        raise CurationError(f"{self.path}:{node.start_mark.line + 1}: {what}")


class RuleReader:
    """Turns a node of one file into a rule."""

    def __init__(self, path: Path) -> None:
        self._wrong = Mistakes(path)

    def rule(self, node: yaml.Node) -> Rule:
        """Return the rule that a mapping writes down; raises CurationError."""
        pairs = self._pairs(node)
        kind = self._kind(node, pairs)
        allowed = (kind.value, *OF_KIND[kind], *COMMON)
        for name, (key, _) in pairs.items():
            if name not in allowed:
                self._wrong.at(key, f"{shown(name)} is not a key of a {kind} rule{nearest(name, allowed)}")
        to, becomes = self._given(kind, pairs)
        rule = Rule(
            kind,
            self._names(kind, pairs),
            self._type(pairs, "type", GIVEN if kind is Kind.ADD else TYPES),
            to,
            becomes,
            self._texts(pairs, "documents"),
            self._texts(pairs, "with"),
            self._texts(pairs, "beside"),
            *(self._text(pairs, key) for key in OWN),
        )
        self._check(node, rule, pairs)
        return rule

    def _pairs(self, node: yaml.Node) -> Pairs:
        if not isinstance(node, yaml.MappingNode):
            self._wrong.at(node, f"a rule must hold keys such as `merge: [name, name]`, but this is {shown_node(node)}")
        pairs: Pairs = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in pairs:
                self._wrong.at(key, f"{shown(name)} is given twice")
            pairs[name] = (key, value)
        return pairs

    def _kind(self, node: yaml.Node, pairs: Pairs) -> Kind:
        kinds = [Kind(name) for name in pairs if name in OF_KIND]
        if len(kinds) > 1:
            self._wrong.at(pairs[kinds[1]][0], f"a rule is one of {kinds[0]} and {kinds[1]}; make it two rules")
        if not kinds:
            near = next((found for name in pairs if (found := nearest(name, tuple(Kind)))), "")
            self._wrong.at(node, f"a rule needs one of the keys {', '.join(Kind)}{near}")
        return kinds[0]

    def _names(self, kind: Kind, pairs: Pairs) -> tuple[str, ...]:
        """Return the names that a rule is about, each once."""
        value = pairs[kind.value][1]
        several = kind in (Kind.MERGE, Kind.RETYPE, Kind.REJECT)
        if isinstance(value, yaml.SequenceNode) and not several:
            self._wrong.at(value, f"{kind} takes one name")
        names = tuple(self._name(each, kind.value) for each in _items(value))
        if kind is Kind.ADD and "aliases" in pairs:
            names += tuple(self._name(each, "aliases") for each in _items(pairs["aliases"][1]))
        if not names:
            self._wrong.at(value, f"{kind} names nobody")
        return tuple(dict.fromkeys(names))

    def _given(self, kind: Kind, pairs: Pairs) -> tuple[str, EntityType | None]:
        """Return the name that a rule gives, "" for none, and the type."""
        if kind is Kind.RETYPE:
            return "", self._type(pairs, "to", GIVEN)
        key = next((name for name in OF_KIND[kind] if name != "aliases"), "")
        return self._name(pairs[key][1], key) if key in pairs else "", None

    def _check(self, node: yaml.Node, rule: Rule, pairs: Pairs) -> None:
        """Look for what makes no rule although each key is right."""
        match rule.kind:
            case Kind.MERGE if len({*rule.names, rule.to or rule.names[0]}) < 2:
                self._wrong.at(node, "a merge needs two names or more")
            case Kind.SPLIT if not rule.to:
                self._wrong.at(node, "a split needs `as`, the name of those that are somebody else")
            case Kind.SPLIT if not rule.limited:
                self._wrong.at(node, "a split needs `documents`, `with` or `beside`, which tell the two apart")
            case Kind.RENAME if not rule.to:
                self._wrong.at(node, "a rename needs `to`, the new name")
            case Kind.RETYPE if rule.becomes is None:
                self._wrong.at(node, f"a retype needs `to`, one of {', '.join(GIVEN)}")
            case Kind.RETYPE if rule.becomes == rule.type:
                self._wrong.at(pairs["to"][0], "a retype needs `to` another type")
            case Kind.ADD if rule.type is None:
                self._wrong.at(node, f"an add needs `type`, one of {', '.join(GIVEN)}")
        if any(not any(map(str.isalnum, word)) for word in (*rule.having, *rule.beside)):
            self._wrong.at(node, "`with` and `beside` take words, and one of these has no letter")
        wrong = wrong_pattern(rule.documents)
        if wrong:
            self._wrong.at(
                pairs["documents"][0], f"documents must hold patterns as in .gitignore, which {wrong} is not"
            )

    def _type(self, pairs: Pairs, key: str, valid: tuple[str, ...]) -> EntityType | None:
        if key not in pairs or _is_null(pairs[key][1]):
            return None
        value = pairs[key][1]
        name = self._scalar(value, key)
        if name not in valid:
            self._wrong.at(value, f"{key} must be one of {', '.join(valid)}, which {shown(name)} is not")
        return EntityType(name)

    def _texts(self, pairs: Pairs, key: str) -> tuple[str, ...]:
        if key not in pairs:
            return ()
        return tuple(dict.fromkeys(self._name(each, key) for each in _items(pairs[key][1])))

    def _text(self, pairs: Pairs, key: str) -> str:
        return "" if key not in pairs or _is_null(pairs[key][1]) else self._scalar(pairs[key][1], key)

    def _name(self, node: yaml.Node, key: str) -> str:
        """Return a name as it is compared: on one line, with single blanks."""
        name = " ".join(self._scalar(node, key).split())
        if not name:
            self._wrong.at(node, f"{key} holds an empty name")
        if len(name) > LONGEST:
            self._wrong.at(node, f"{key} holds a name of {len(name):,} characters; more than {LONGEST} are none")
        return name

    def _scalar(self, node: yaml.Node, key: str) -> str:
        """Return a text as it is written: `No` and `1984` are names, too."""
        if not isinstance(node, yaml.ScalarNode):
            self._wrong.at(node, f"{key} must be text, but it is {shown_node(node)}")
        return encodable(str(node.value))


def wrong_pattern(patterns: tuple[str, ...]) -> str | None:
    """Return the first of some patterns that is none, as it is shown, or None."""
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except (ValueError, re.error):
            return shown(pattern)
    return None


def shown(text: str) -> str:
    """Return a text of the file as it is shown in a message: in quotes, and not too long."""
    return repr(text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…")


def shown_node(node: yaml.Node) -> str:
    """Return what a node is."""
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if _is_null(node) else shown(str(node.value))


def nearest(name: str, valid: tuple[str, ...]) -> str:
    """Say which of the valid words is likely meant, "" if none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name[:SHOWN], valid, 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""


def _items(node: yaml.Node) -> list[yaml.Node]:
    """Return the items of a list; anything else is its one item."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == NULL

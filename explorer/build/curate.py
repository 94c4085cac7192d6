"""Curation rules put on what was found, one after the other: each sees what those before it have left.

Nothing is lost by it: what was found is remembered beside what rules made of it (see `catalogue.curating`), so that
leaving a rule out gives the corpus that it would be without that rule.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence

from explorer.build import curated
from explorer.catalogue import adding, curating, meta, moving
from explorer.catalogue.curating import NOBODY, Layer
from explorer.catalogue.store import Catalogue
from explorer.curation import Rules
from explorer.curation.limits import Limits, names_pattern
from explorer.model.curation import Effect, Kind, Rule
from explorer.model.entity import EntityType


def lift(connection: sqlite3.Connection) -> Layer:
    """Take all rules off, within a transaction that puts some on again."""
    layer = Layer(connection)
    moving.restore(layer)
    curating.restore_keys(layer)
    curating.settle(layer, final=False)
    return layer


def put_on(layer: Layer, rules: Rules) -> tuple[Effect, ...]:
    """Put rules on what was found, and return what each of them changed."""
    connection = layer.connection
    added = {name for rule in rules.rules if rule.kind is Kind.ADD for name in rule.names}
    adding.forget_names_but(connection, added)
    work = _Work(layer)
    effects = tuple(work.do(number, rule) for number, rule in enumerate(rules.rules, 1))
    if rules.digest or curated.applied(connection)[0]:
        curating.settle(layer, final=True)
        curated.note(connection, rules.digest, effects)
    return effects


def curate(catalogue: Catalogue, rules: Rules) -> tuple[Effect, ...]:
    """Let a catalogue have just these rules on; the caller holds the write lock and brings the index up to it."""
    with catalogue.writing() as connection:
        resolved = meta.get(connection, "resolved") == str(meta.generation(connection))
        effects = put_on(lift(connection), rules)
        if resolved:  # as it still is: nothing was found anew
            meta.put(connection, "resolved", str(meta.generation(connection)))
    return effects


class _Work:
    """Rules under way; `remarks` are about the one that is done."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._connection = layer.connection
        self._rejected: dict[str, int] = {}
        self._decided: dict[tuple[str, int], tuple[int, str]] = {}
        self._seen: dict[Rule, int] = {}
        self._remarks: list[str] = []

    def do(self, number: int, rule: Rule) -> Effect:
        """Put one rule on."""
        self._remarks = []
        if rule.meaning in self._seen:
            return Effect(remarks=(f"says the same as rule {self._seen[rule.meaning]}",))
        self._seen[rule.meaning] = number
        ways: dict[Kind, Callable[[int, Rule], tuple[int, int]]] = {
            Kind.MERGE: self._merge,
            Kind.SPLIT: self._split,
            Kind.RENAME: self._rename,
            Kind.RETYPE: self._retype,
            Kind.REJECT: self._reject,
            Kind.ADD: self._add,
        }
        mentions, documents = ways[rule.kind](number, rule)
        self._layer.named()
        if not mentions and not self._remarks:
            why = "no mention lies within its limits" if rule.limited else "it is so without this rule"
            self._remarks.append(f"changes nothing: {why}")
        return Effect(mentions, documents, tuple(self._remarks))

    def _merge(self, number: int, rule: Rule) -> tuple[int, int]:
        name = rule.to or rule.names[0]
        found = self._called(rule.names, rule.type)
        target = self._target(name, found, rule.type)
        if target is None:
            return 0, 0
        others = [entity for entity in found if entity != target]
        if rule.limited:
            key = curating.principal(self._connection, target)
            return moving.move(self._layer, others, Limits(rule), key or NOBODY)
        changed = others if self._name(target) == name else [*others, target]
        counts = curating.size(self._connection, changed)
        curating.let_be(self._layer, curating.keys_of(self._connection, others), target)
        if rule.to:
            self._decide("name", number, [target], name)
        curating.give_name(self._layer, target, name, number)
        return counts

    def _target(self, name: str, found: Collection[int], type_: EntityType | None) -> int | None:
        """Return the entity that others become: the one of that name with the most mentions, else of any of them."""
        so_called = curating.called(self._layer, name, type_)
        candidates = [entity for entity in so_called if self._name(entity) == name] or so_called or list(found)
        return max(candidates, key=lambda entity: (curating.size(self._connection, [entity]), -entity), default=None)

    def _split(self, number: int, rule: Rule) -> tuple[int, int]:
        found = self._called(rule.names, rule.type)
        return self._by_type(number, rule, found, lambda entity: (rule.to, self._type(entity)))

    def _rename(self, number: int, rule: Rule) -> tuple[int, int]:
        found = self._called(rule.names, rule.type)
        if rule.limited:
            return self._by_type(number, rule, found, lambda entity: (rule.to, self._type(entity)))
        changed = [entity for entity in found if self._name(entity) != rule.to]
        types = {self._type(entity) for entity in changed}
        if any(set(curating.called(self._layer, rule.to, each)) - set(found) for each in types):
            self._remarks.append(f"another is called “{rule.to}”, too; a merge would make them one")
        self._decide("name", number, found, rule.to)
        for entity in found:
            curating.give_name(self._layer, entity, rule.to, number)
        return curating.size(self._connection, changed)

    def _retype(self, number: int, rule: Rule) -> tuple[int, int]:
        assert rule.becomes is not None
        type_ = rule.becomes
        found = self._called(rule.names, rule.type)
        changed = [entity for entity in found if self._type(entity) is not type_]
        if rule.limited:
            return self._by_type(number, rule, changed, lambda entity: (self._name(entity), type_))
        counts = curating.size(self._connection, changed)
        self._decide("type", number, found, type_)
        for entity in changed:
            same = curating.called(self._layer, self._name(entity), type_)
            if same:
                curating.let_be(self._layer, curating.keys_of(self._connection, [entity]), same[0])
            else:
                curating.retype(self._layer, entity, type_)
        return counts

    def _reject(self, number: int, rule: Rule) -> tuple[int, int]:
        found = self._called(rule.names, rule.type)
        if rule.limited:
            return moving.move(self._layer, found, Limits(rule), NOBODY)
        counts = curating.size(self._connection, found)
        curating.let_be(self._layer, curating.keys_of(self._connection, found), NOBODY)
        self._rejected |= dict.fromkeys(rule.names, number)
        return counts

    def _add(self, number: int, rule: Rule) -> tuple[int, int]:
        assert rule.type is not None
        name = rule.names[0]
        for each in rule.names:
            adding.spot(self._connection, each, names_pattern([each]))
        target = self._key(number, name, rule.type)
        counts = adding.add(self._layer, rule.names, rule.type, Limits(rule), target)
        if not counts[0] and not adding.spotted(self._connection, rule.names):
            self._remarks.append(f"nothing in the texts is written {' or '.join(f'“{each}”' for each in rule.names)}")
        return counts

    def _by_type(
        self, number: int, rule: Rule, found: Iterable[int], becomes: Callable[[int], tuple[str, EntityType]]
    ) -> tuple[int, int]:
        """Move what is limited of each entity found to the entity of the name and type that it becomes."""
        groups: dict[tuple[str, EntityType], list[int]] = {}
        for entity in found:
            groups.setdefault(becomes(entity), []).append(entity)
        mentions = documents = 0
        for (name, type_), entities in groups.items():
            moved = moving.move(self._layer, entities, Limits(rule), self._key(number, name, type_))
            mentions, documents = mentions + moved[0], documents + moved[1]
        return mentions, documents

    def _key(self, number: int, name: str, type_: EntityType) -> int:
        """Return a key of the entity that is called so, one made for it if there is none."""
        so_called = curating.called(self._layer, name, type_)
        known = curating.principal(self._connection, so_called[0]) if so_called else None
        if known is not None:
            return known
        key = curating.made_key(self._layer, name, type_)
        (entity,) = curating.entities_of(self._connection, [key])
        curating.give_name(self._layer, entity, name, number)
        return key

    def _called(self, names: Sequence[str], type_: EntityType | None) -> list[int]:
        """Return the entities of some names, and remark which of the names nothing has."""
        found: dict[int, None] = {}
        for name in names:
            entities = curating.called(self._layer, name, type_, apart=True)
            found |= dict.fromkeys(entities)
            for whole in self._layer.parted:
                self._remarks.append(f"takes “{name}” out of “{whole}”, of which it was found or ruled to be a part")
            if not entities and name in self._rejected:
                self._remarks.append(f"nothing is called “{name}” any more: rule {self._rejected[name]} rejects it")
            elif not entities:
                also = curating.also_written(self._connection, name)
                written = ", ".join(f"“{shown}” ({of})" for shown, of in also)
                hint = f"; written so are {written}" if also else ""
                self._remarks.append(f"nothing is called “{name}”" + (f" as {type_}" if type_ else "") + hint)
        return list(found)

    def _decide(self, what: str, number: int, entities: Iterable[int], value: str) -> None:
        """Note which rule decides a name or a type, and remark if it overrules one before it."""
        overruled = set()
        for entity in entities:
            before, decided = self._decided.get((what, entity), (0, value))
            if decided != value:
                overruled.add(before)
            self._decided[what, entity] = (number, value)
        if overruled:
            rules = " and ".join(map(str, sorted(overruled)))
            self._remarks.append(f"gives another {what} than rule {rules}; the later one counts")

    def _name(self, entity: int) -> str:
        return curating.facts(self._connection, entity)[0]

    def _type(self, entity: int) -> EntityType:
        return curating.facts(self._connection, entity)[1]

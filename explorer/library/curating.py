"""Correcting what was found by rules that stand in a file: the file is written first, then the corpus follows it."""

from __future__ import annotations

from pathlib import Path

from explorer.build import curated
from explorer.build.curate import lift, put_on
from explorer.catalogue import meta
from explorer.curation import Rules, read_rules
from explorer.curation.editing import added, removed, write
from explorer.errors import NotFound, StorageReadOnly
from explorer.library.session import WAIT_SECONDS, Session
from explorer.model.curation import CuratedRule, Curation, Effect, Rule


class _Undone(Exception):
    """Ends a trial, so that all it did is undone."""


def curation(session: Session) -> Curation:
    """Return the rules of a corpus with what each changed; raises CurationError."""
    rules = read_rules(session.curation_file)
    with session.catalogue.reading() as connection:
        known, effects = curated.applied(connection)
    return _told(rules, effects if known == curated.state(rules.digest) else ())


def add(session: Session, rule: Rule) -> CuratedRule:
    """Write a rule at the end of the file and apply it; returns the rule that is there if it is no new one.

    Raises CurationError, Locked, StorageReadOnly.
    """
    path = session.curation_file
    with session.lock(WAIT_SECONDS):
        _refuse_read_only(session)
        known = curation(session).rules
        same = [each for each in known if each.rule.meaning == rule.meaning]
        if same:
            session.apply_curation()
            return curation(session).rules[same[-1].number - 1]
        write(path, added(path, rule), session.directories.data)
        session.apply_curation()
    session.refresh()
    return curation(session).rules[-1]


def take_back(session: Session, rule: Rule | None) -> Rule:
    """Take a rule out of the file, with None the last one, and undo what it did; returns it.

    Raises CurationError, NotFound, Locked, StorageReadOnly.
    """
    path = session.curation_file
    with session.lock(WAIT_SECONDS):
        _refuse_read_only(session)
        known = curation(session).rules
        fitting = [each for each in known if rule is None or each.rule == rule]
        if not fitting:
            raise NotFound(f"{path} has no rule" if rule is None else f"{path} has no such rule: {rule}")
        gone = fitting[-1]
        write(path, removed(path, gone.number), session.directories.data)
        session.apply_curation()
    session.refresh()
    return gone.rule


def apply(session: Session) -> Curation:
    """Apply the file as it is now, whoever has written it; raises CurationError, Locked, StorageReadOnly."""
    with session.lock(WAIT_SECONDS):
        _refuse_read_only(session)
        session.apply_curation()
    session.refresh()
    return curation(session)


def trial(session: Session, path: Path | None) -> Curation:
    """Say what the rules of a file would change, and change nothing; raises CurationError, Locked, NotFound."""
    rules = read_rules(path or session.curation_file)
    if not rules.digest:
        raise NotFound(f"there is no file {rules.path}")
    effects: tuple[Effect, ...] = ()
    with session.lock(WAIT_SECONDS):
        try:
            with session.catalogue.writing() as connection:
                if meta.get(connection, "updated") is not None:
                    effects = put_on(lift(connection), rules)
                raise _Undone
        except _Undone:
            return _told(rules, effects)


def _told(rules: Rules, effects: tuple[Effect, ...]) -> Curation:
    """Join rules with their effects, if those are known."""
    fits = len(effects) == len(rules.rules)
    return Curation(
        rules.path,
        tuple(
            CuratedRule(number, line, rule, effects[number - 1] if fits else None)
            for number, (line, rule) in enumerate(zip(rules.lines, rules.rules, strict=True), 1)
        ),
    )


def _refuse_read_only(session: Session) -> None:
    """Raise StorageReadOnly before the file says what the corpus cannot follow."""
    if session.catalogue.read_only:
        raise StorageReadOnly(f"{session.catalogue.path} is open for reading only")

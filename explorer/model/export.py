"""What can be taken out of a corpus for other programs, and in which formats."""

from __future__ import annotations

from enum import StrEnum

from explorer.model.entity import EntityType
from explorer.values import dataclass


class Subject(StrEnum):
    """What an export holds; each but ALL is one kind of record."""

    ENTITIES = "entities"
    MENTIONS = "mentions"
    LINKS = "links"
    TIMELINE = "timeline"
    QUOTES = "quotes"
    RELATIONS = "relations"
    DOCUMENTS = "documents"
    ALL = "all"


class Format(StrEnum):
    """How an export is written: a record a line (JSON, CSV, FollowTheMoney's JSON), or a graph."""

    JSONL = "jsonl"
    CSV = "csv"
    GRAPHML = "graphml"
    FTM = "ftm"


@dataclass(frozen=True, slots=True)
class Export:
    """An export that is asked for.

    `query` leaves only what the documents that match it say, `types` only these types of entity, both all if empty.
    `doubtful` takes in mentions and dates below the configured confidence; `bom` puts the mark before a CSV by which
    Excel knows UTF-8; `links` is the number of related documents of each document.
    """

    subject: Subject
    format: Format = Format.JSONL
    query: str = ""
    types: tuple[EntityType, ...] = ()
    doubtful: bool = False
    bom: bool = False
    links: int = 10

"""What sentences state of who is what, where, and whose: roles, membership, places, other names, kin, ownership."""

from __future__ import annotations

from explorer.entities.relations.finder import find_relations

__all__ = ["find_relations"]

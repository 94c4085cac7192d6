"""Words that end in a full stop without ending their sentence."""

from __future__ import annotations

_ALWAYS_WORDS = """
    mr mrs ms messrs mme mlle dr prof rev fr sr hon st mt ft gen lt col maj capt cmdr adm sgt cpl pvt brig gov sen
    rep reps sens supt insp pres amb sec vs v cf eg ie e.g i.e viz al ca approx fig figs eq vol vols pp
    sect nos nr ext univ assn bros ph.d u.n
"""
ALWAYS = frozenset(_ALWAYS_WORDS.split())
"""Folded to lower case and without the last stop."""

_BEFORE_NUMBER_WORDS = """
    no nos p pp pt ch sec art cl jan feb mar apr jun jul aug sep sept oct nov dec c ver
"""
BEFORE_NUMBER = frozenset(_BEFORE_NUMBER_WORDS.split())
"""Stops that do not end a sentence when a digit follows."""

_EITHER_WORDS = """
    inc corp co cos ltd llc plc bros jr sr esq etc a.m p.m u.s u.k u.s.a u.s.s.r u.a.e e.u d.c b.c a.d n.y l.a s.a
    n.v a.g jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun dept ave blvd rd
    est ore calif conn fla ill mass mich minn miss mo pa tenn tex va vt wash wis ariz ark colo del ga ind kan ky md
    neb nev okla ala ph.d m.d b.a m.a
"""
EITHER = frozenset(_EITHER_WORDS.split())
"""Abbreviations that stand within a sentence as well as at its end: the next word decides.

Without a capital or an inner stop only those in `LOWER` count, for "he sat." and "ill." are words, too.
"""

LOWER = frozenset(["inc", "corp", "co", "cos", "ltd", "etc", "dept", "est"])

_STARTERS_WORDS = """
    the a an this that these those it its he she they we i you his her their our my in on at by for from with as to
    of after before during since while when where if although though because but and or so yet however meanwhile
    also then there here no not what who why how all some many most several another other each both one two three
    according earlier later last next under over between about despite
"""
STARTERS = frozenset(_STARTERS_WORDS.split())
"""Words that begin a sentence far more often than they follow an abbreviation inside one."""

"""The words that tell of speech: verbs, what may stand about them, and the nouns of those who speak or write."""

from __future__ import annotations

import re

STRONG = (
    "said|says|told|tells|added|adds|explained|explains|stated|states|claimed|claims|argued|argues|wrote|writes|tweeted|"
    "tweets|warned|warns|insisted|insists|replied|replies|responded|responds|declared|declares|commented|comments|"
    "remarked|remarks|stressed|stresses|emphasi[sz]ed|emphasi[sz]es|testified|quipped|joked|countered|complained|"
    "concluded|concludes|recalled|recalls|lamented|boasted|opined|reiterated|retorted|exclaimed|shouted|whispered|"
    "asserted|asserts|contended|contends|say"
)
WEAK = (
    "noted|notes|announced|announces|asked|asks|continued|continues|admitted|admits|acknowledged|acknowledges|suggested|"
    "suggests|predicted|predicts|observed|observes|confirmed|confirms|denied|denies|promised|promises|pledged|vowed|"
    "urged|urges|demanded|demands|conceded|concedes|agreed|agrees|repeated|repeats|CALLED|described|describes|"
    "posted|revealed|reveals|reported|reports|quoted|advised|cautioned|cautions|pointed out|points out|"
    "went on|thought|thinks|believes|believed|mused|maintained|maintains|dismissed|branded|labelled|labeled|dubbed|"
    "denounced|condemned|hailed|praised"
)
PARTICIPLES = (
    "saying|adding|noting|calling|claiming|arguing|warning|insisting|explaining|stating|writing|describing|announcing|"
    "telling|asking|declaring|reporting|stressing|predicting|asserting|alleging|commenting|remarking|quoting|emphasi[sz]ing"
)
FINITE = f"{STRONG}|{WEAK}".replace("CALLED", r"called(?!\s+(?:for|on|off|in)\b)|calls(?!\s+(?:for|on|off|in)\b)")
ADVERB = (
    r"(?:has|have|had|also|then|later|previously|once|recently|often|reportedly|famously|even|further|both|all|simply|"
    r"already|first|still|repeatedly|publicly|privately|was|were|is|are|did|never|always|again|only|just|\w+ly)"
)
DESCRIBING = re.compile(
    r"(?:call|describ|dub|brand|labell?|denounc|condemn|hail|prais|dismiss)(?:ed|s|es|ing|e)?$", re.IGNORECASE
)
"""Verbs whose object is a word or two of somebody's, not a statement."""

ACCORDING = re.compile(r"\baccording\s+to\s+", re.IGNORECASE)
PRONOUN = re.compile(r"(?:he|she|they|it|we|i|you|who|this|that)$", re.IGNORECASE)
SPOKEN_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|men|people)|statement|report|reports|communiqu[eé]|article|editorial|study|survey|"
    r"release|newspaper|daily|magazine|agency|letter|memo|memorandum|website|source|sources|officials?)\b",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:chief|chairman|chairwoman|chair|president|minister|premier|director|head|secretary|governor|senator|analyst|"
    r"economist|ambassador|general|spokesman|spokeswoman|spokesperson|treasurer|executive|leader|commissioner|judge|"
    r"mayor|manager|professor|founder|owner|trader|broker|officer|chancellor|king|queen|pope|bishop)\b",
    re.IGNORECASE,
)
BODY = re.compile(
    r"the\s+(?:\w+\s+)?(?:company|firm|group|newspaper|statement|report|communiqu[eé]|corporation|organi[sz]ation|maker|"
    r"concern|paper|(?P<kind>bank|agency|ministry|air(?=line$)|union|party|commission|department|association|committee|"
    r"council|institute|court|university)(?:line)?)$",
    re.IGNORECASE,
)
UNNAMED = re.compile(
    r"\b(?:an?|one|the|another)\s+(?:[\w.’'-]+\s+){0,4}?(?:spokes(?:man|woman|person)|official|source|trader|dealer|analyst|"
    r"economist|executive|banker|diplomat|officer|broker|lawyer|witness|resident)\b[^.]{0,80}?\b(?:said|told|added)\b",
    re.IGNORECASE,
)
# Where the noun phrase behind `said` ends.
PHRASE_END = re.compile(
    r"[,;:\"“”„«»()—–]\s*|\n\s*\n|"
    r"\.(?=\s|$)(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\bMrs\.)|\s--|\s(?:on|in|at|during|to|who|which|"
    r"that|after|when|as|while|before|about|with|told|said|by|earlier|later|today|yesterday|last|this|and|but|if|because|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
# With these a noun phrase that can speak does not begin.
NO_SUBJECT = frozenset([
    "and", "or", "but", "nor", "so", "yet", "if", "when", "while", "because", "although", "though", "as", "than",
    "that", "which", "whose", "in", "on", "at", "to", "of", "for", "from", "by", "with", "without", "into", "over",
    "under", "after", "before", "during", "about", "against", "between", "through", "is", "was", "are", "were", "be",
    "been", "being", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "shall", "should",
    "not", "no", "this", "last", "next", "today", "yesterday", "does", "did", "do", "there", "here", "what",
    "how", "why", "where",
])  # fmt: skip

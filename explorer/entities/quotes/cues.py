"""The words that tell of speech: verbs, what may stand about them, and the nouns of those who speak or write."""

from __future__ import annotations

import re

STRONG = (
    "said|says|told|tells|added|adds|explained|explains|stated|states|claimed|claims|argued|argues|wrote|writes|tweeted|"
    "tweets|warned|warns|insisted|insists|replied|replies|responded|responds|declared|declares|commented|comments|"
    "remarked|remarks|stressed|stresses|emphasi[sz]ed|emphasi[sz]es|testified|quipped|joked|countered|complained|"
    "concluded|concludes|recalled|recalls|lamented|boasted|opined|reiterated|retorted|exclaimed|shouted|whispered|"
    "asserted|asserts|contended|contends|say|answered|answers|murmured|murmurs|muttered|mutters|cried|cries|yelled|yells|"
    "snapped|snaps|growled|hissed|gasped|moaned|groaned|sobbed|screamed|screams|ventured|inquired|enquired|stammered|"
    "bellowed|roared|interjected|mumbled|grumbled"
)
WEAK = (
    "noted|notes|announced|announces|asked|asks|continued|continues|admitted|admits|acknowledged|acknowledges|suggested|"
    "suggests|predicted|predicts|observed|observes|confirmed|confirms|denied|denies|promised|promises|pledged|vowed|"
    "urged|urges|demanded|demands|conceded|concedes|agreed|agrees|repeated|repeats|CALLED|described|describes|"
    "posted|revealed|reveals|reported|reports|quoted|advised|cautioned|cautions|pointed out|points out|"
    "went on|thought|thinks|believes|believed|mused|maintained|maintains|dismissed|branded|labelled|labeled|dubbed|"
    "denounced|condemned|hailed|praised|pleaded|pleads|protested|protests|objected|objects|interrupted|interrupts|laughed|"
    "chuckled|grinned|shrugged|sighed|sighs|breathed|chimed in|cut in|put in"
)
PARTICIPLES = (
    "saying|adding|noting|calling|claiming|arguing|warning|insisting|explaining|stating|writing|describing|announcing|"
    "telling|asking|declaring|reporting|stressing|predicting|asserting|alleging|commenting|remarking|quoting|emphasi[sz]ing"
)
FINITE = f"{STRONG}|{WEAK}".replace("CALLED", r"called(?!\s+(?:for|on|off|in)\b)|calls(?!\s+(?:for|on|off|in)\b)")
ADVERB = (
    r"(?:has|have|had|also|then|later|previously|once|recently|often|reportedly|famously|even|further|both|all|simply|"
    r"already|first|still|repeatedly|publicly|privately|was|were|is|are|did|never|always|again|only|just|"
    r"(?!(?:fami|assemb|month|week|dai|suppl|anoma|al|li)ly\b)[a-z]+ly|yesterday|today|"
    r"earlier|now|(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
DESCRIBING = re.compile(
    r"(?:call|describ|dub|brand|labell?|denounc|condemn|hail|prais|dismiss)(?:ed|s|es|ing|e)?$", re.IGNORECASE
)
"""Verbs whose object is a word or two of somebody's, not a statement."""

ACCORDING = re.compile(r"\baccording\s+to\s+", re.IGNORECASE)
PRONOUN = re.compile(r"(?:he|she|they|it|we|i|you|who|this|that)$", re.IGNORECASE)
SPOKEN_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|men|people)|statement|report|reports|communiqu[eé]|article|editorial|study|survey|"
    r"release|newspaper|daily|magazine|agency|letter|memo|memorandum|website|source|sources|officials?|figures|data|statistics)\b",
    re.IGNORECASE,
)
BODY = re.compile(
    r"the\s+(?:\w+\s+)?(?:company|firm|group|newspaper|statement|report|communiqu[eé]|corporation|organi[sz]ation|maker|"
    r"concern|paper|(?P<kind>bank|agency|ministry|air(?=line$)|union|party|commission|department|association|committee|"
    r"council|institute|court|university|board|club|charity|federation|authority|office|foundation|society|church|army|"
    r"navy|police|school|college|hospital|museum|trust|fund|team|league|parliament|congress|senate|exchange|forum)(?:line)?)$",
    re.IGNORECASE,
)
SPOKESMAN = re.compile(r"\bspokes(?:man|woman|person)\b(?:\s+(?:for|of|at|from)\s+(?:the\s+)?)?", re.IGNORECASE)
UNNAMED = re.compile(
    r"\b(?:an?|one|the|another)\s+(?:[\w.’'-]+\s+){0,4}?(?:spokes(?:man|woman|person)|official|source|trader|dealer|analyst|"
    r"economist|executive|banker|diplomat|officer|broker|lawyer|witness|resident)\b[^.]{0,80}?\b(?:said|told|added)\b|"
    r"\b(?:an?|one|another)\s+(?:[\w.’'-]+\s+){0,3}?spokes(?:man|woman|person)\b",
    re.IGNORECASE,
)
# Where the noun phrase behind `said` ends.
PHRASE_END = re.compile(
    r"[,;:\"“”„«»—–]\s*|\((?![^()\n]{1,24}\)\s\w)\s*|\n\s*\n|"
    r"\.(?=\s|$)(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\bMrs\.)|\s--|\s(?:on|in|at|during|to|who|which|"
    r"that|after|when|as|while|before|about|with|told|said|by|earlier|later|today|yesterday|last|this|and(?!\s+[A-Z])|but|if|"
    r"because|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
# With these a noun phrase that can speak does not begin.
NO_SUBJECT = frozenset([
    "and", "or", "but", "nor", "so", "yet", "if", "when", "while", "because", "although", "though", "as", "than",
    "that", "which", "whose", "in", "on", "at", "to", "of", "for", "from", "by", "with", "without", "into", "over",
    "under", "after", "before", "during", "about", "against", "between", "through", "is", "was", "are", "were", "be",
    "been", "being", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "shall", "should",
    "not", "no", "this", "last", "next", "today", "yesterday", "does", "did", "do", "there", "here", "what",
    "how", "why", "where", "despite", "until", "since", "according",
])  # fmt: skip
# Nor is there one with a verb in it: `funds must be excluded because they are merely verbal promises`.
NO_PHRASE = frozenset([
    "is", "are", "was", "were", "be", "been", "must", "will", "would", "has", "have", "had", "could", "should", "may",
    "might", "because", "that", "what",
])  # fmt: skip

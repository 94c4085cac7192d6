"""Which words are of a shape: a beginning, a pattern, a similar spelling, an exact form."""

from __future__ import annotations

import re
from collections.abc import Callable

from explorer.index.nodes import Forms, Shape

Token = tuple[str, str, str]
"""A token's term, its folded form and its exact form."""

Fits = Callable[[Token], bool]
"""Says whether a token is one of the words."""


def fitting(forms: Forms) -> Fits:
    """Return what tells whether a token is of the shape."""
    text, edits = forms.text, forms.edits
    match forms.shape:
        case Shape.PREFIX:
            return lambda token: token[1].startswith(text) or token[0].startswith(text)
        case Shape.EXACT:
            return lambda token: token[2] == text
        case Shape.FUZZY:
            return lambda token: distance(token[1], text, edits) <= edits
        case Shape.WILDCARD:
            fullmatch = pattern(text).fullmatch
            return lambda token: fullmatch(token[1]) is not None


def distance(form: str, text: str, most: int) -> int:
    """Return how many edits make one word of another, a larger number than `most` if there are more."""
    from rapidfuzz.distance import OSA  # similar spellings are seldom asked for

    return OSA.distance(form, text, score_cutoff=most)


def pattern(text: str) -> re.Pattern[str]:
    """Return the expression of a pattern with `*` and `?`.

    What stands between two `*` is looked for once, leftmost: that is enough, and no pattern takes more than a look at
    each character for each of its parts.
    """
    head, *rest = (".".join(map(re.escape, part.split("?"))) for part in re.sub(r"\*+", "*", text).split("*"))
    middle = "".join(f"(?>.*?{part})" for part in rest[:-1])
    return re.compile(f"{head}{middle}.*{rest[-1]}" if rest else head, re.DOTALL)

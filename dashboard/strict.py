"""Reads an address strictly, for downloads and programs.

The page passes over what it does not understand, with a notice; a program or a saved download must not
get other records than it asked for, so here every doubt is an error.
"""

from __future__ import annotations

from geodata.errors import QueryError
from geodata.filters import FILTER, FilterSpec
from geodata.wording import LANGUAGES

PAGE_PARAMS = ("map", "record", "theme", "lang", "tab", "basemap", "data")


def read_query(args, records, more: tuple[str, ...] = ()) -> tuple[FilterSpec, str]:
    """The filter and the language that an address's parameters (a MultiDict) ask for.

    `more` names parameters that the caller reads itself. Raises QueryError with a sentence for each
    parameter that is unknown, repeated or malformed.
    """
    known = (*FILTER, *PAGE_PARAMS, *more)
    problems = [f"{_shorten(name)}: no such parameter; there are {', '.join(known)}."
                for name in args if name not in known]
    problems += [f"{name}: stands there {len(values)} times; join several values with commas."
                 for name, values in args.lists() if name in known and len(values) > 1]
    language = args.get("lang") or LANGUAGES[0]
    if language not in LANGUAGES:
        problems.append(f"lang={_shorten(language)}: expected one of {', '.join(LANGUAGES)}.")
    spec, found = FilterSpec.from_query(args, records)
    if problems + found:
        raise QueryError(problems + found)
    return spec, language


def _shorten(text, most=40):
    return text if len(text) <= most else text[: most - 1] + "…"

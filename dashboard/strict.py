"""Reads an address strictly, for downloads and programs.

The page passes over what it does not understand, with a notice; a program or a saved download must not
get other records than it asked for, so here every doubt is an error.
"""

from __future__ import annotations

from geodata.errors import QueryError
from geodata.filters import FILTER, FilterSpec
from geodata.query_problems import query_problem, shorten
from geodata.wording import LANGUAGES

PAGE_PARAMS = ("map", "record", "theme", "lang", "tab", "basemap", "data")


def read_query(args, records, more: tuple[str, ...] = ()) -> tuple[FilterSpec, str]:
    """The filter and the language that an address's parameters (a MultiDict) ask for.

    `more` names parameters that the caller reads itself. Raises QueryError with a problem for each
    parameter that is unknown, repeated or malformed.
    """
    known = (*FILTER, *PAGE_PARAMS, *more)
    problems = [query_problem("unknown_param", shorten(name), choices=", ".join(known))
                for name in args if name not in known]
    problems += [query_problem("repeated", name, times=len(values)) for name, values in args.lists()
                 if name in known and len(values) > 1]
    language = args.get("lang") or LANGUAGES[0]
    if language not in LANGUAGES:
        problems.append(query_problem("one_of", "lang", language, choices=", ".join(LANGUAGES)))
    spec, found = FilterSpec.from_query(args, records)
    if problems + found:
        raise QueryError(problems + found)
    return spec, language

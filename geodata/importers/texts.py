"""Texts of a table to values: numbers, flags, lists, sources. What could mean two things is refused, never guessed."""

from __future__ import annotations

import re

from geodata.export.table import LIST_SEPARATOR, clean_text, describe_source
from geodata.importers.sheet import WrongValueError

# White space and marks without width that a copy from a page or a word processor leaves at the ends of a text.
_UNSEEN = "\u00a0\u202f\u2007\u200b\u200c\u200d\u2060\ufeff"
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?(e-[0-9]{1,2})?")
_FLAGS = {"true": True, "false": False, "истина": True, "ложь": False}
_SOURCE = re.compile(r"(?P<publisher>.+?): (?P<title>.+?)(?: \((?P<date>[0-9]{4}(?:-[0-9]{2}){0,2})\))?"
                     r"(?: (?P<url>https?://[^\s]+))?", re.DOTALL)


def trim(text: str) -> str:
    """A text without spaces that cannot be seen, and marks without width, at its ends; other white space stays."""
    return text.strip(_UNSEEN)


def trim_all(text: str) -> str:
    """A code, number or id without any white space at its ends."""
    return text.strip(_UNSEEN + " \t\r\n\u3000")


def is_blank(text: str) -> bool:
    """Whether a text holds nothing that can be seen."""
    return not trim_all(text)


def check_characters(text: str) -> str:
    """The text. Raises WrongValueError if it holds characters that no file of the atlas may hold."""
    if clean_text(text) != text:
        raise WrongValueError(f"holds control characters: {shorten(text)}.")
    return text


def read_number(text: str) -> int | float:
    """A number as the exports write it. Raises WrongValueError for a decimal comma, thousands, E+06 or words."""
    if not _NUMBER.fullmatch(text):
        raise WrongValueError("expected a number such as 1234.5 (a decimal point, no thousands separators, no rounding "
                              f"like 1.2E+06), found {shorten(text)}.")
    value = float(text)
    return int(value) if value.is_integer() else value


def read_flag(text: str) -> bool:
    """true or false, however a spreadsheet of ours spells it. Raises WrongValueError."""
    if text.lower() not in _FLAGS:
        raise WrongValueError(f"expected true or false, found {shorten(text)}.")
    return _FLAGS[text.lower()]


def read_codes(text: str) -> list[str]:
    """*KAZ; UZB* as a list. Raises WrongValueError for an empty item."""
    items = [trim_all(item) for item in text.split(";")]
    if "" in items:
        raise WrongValueError(f"expected codes with '; ' between them, found {shorten(text)}.")
    return items


def read_sources(text: str, known=()) -> list[dict]:
    """*Publisher: Title (date) address; ...* as a list of sources.

    `known`: sources of the same record, whose every field is kept where the text still has their line. Of others the
    publisher ends at the first colon, and only the last may lack both date and address. Raises WrongValueError.
    """
    lines = {describe_source(source): source for source in known}
    found, position = [], 0
    while position <= len(text):
        line = _known_line(text, position, lines) or text[position:].partition(LIST_SEPARATOR)[0]
        position += len(line) + len(LIST_SEPARATOR)
        found.append(lines[line] if line in lines else _read_source(line, is_last=position > len(text)))
    return found


def _known_line(text, position, lines):
    fitting = [line for line in lines if line and text.startswith(line, position)
               and (len(text) == position + len(line) or text.startswith(LIST_SEPARATOR, position + len(line)))]
    return max(fitting, key=len, default=None)


def _read_source(line, is_last):
    match = _SOURCE.fullmatch(trim_all(line))
    if not match or not (is_last or match["date"] or match["url"]):
        raise WrongValueError(f"{shorten(line)} cannot be told apart as 'Publisher: Title (date) address'; a source "
                              "that has '; ' inside, or neither date nor address, can be given in GeoJSON.")
    source = {"title": match["title"], "publisher": match["publisher"], "url": match["url"]}
    return source | ({"date": match["date"]} if match["date"] else {})


def split_names(text: str, spoken: list[list[str]]) -> list[str]:
    """*Name (note); Name* as a list; `spoken`: the names that each organisation may have, in their order.

    Raises WrongValueError if the text does not name them.
    """
    found, position = [], 0
    for number, names in enumerate(spoken):
        end = next((end for name in names if (end := _name_end(text, position, name, spoken[number + 1:]))), None)
        if end is None:
            raise wrong_names(text)
        found.append(text[position:end])
        position = end + len(LIST_SEPARATOR)
    if position - len(LIST_SEPARATOR) != len(text):
        raise wrong_names(text)
    return found


def _name_end(text, position, name, later):
    """Where *name* or *name (note)* ends, what follows being the end or the next name; None if it is not there."""
    if not text.startswith(name, position):
        return None
    end = position + len(name)
    if _goes_on(text, end, later):
        return end
    while text.startswith(" (", position + len(name)) and (end := text.find(")", end) + 1):
        if _goes_on(text, end, later):
            return end
    return None


def _goes_on(text, end, later):
    if not later:
        return end == len(text)
    return text.startswith(LIST_SEPARATOR, end) and text.startswith(tuple(later[0]), end + len(LIST_SEPARATOR))


def read_note(text: str, names: list[str]) -> str | None:
    """The note of *Name (note)*, or None for a name alone. Raises WrongValueError for another name."""
    for name in names:
        if text == name:
            return None
        if text.startswith(f"{name} (") and text.endswith(")"):
            return text[len(name) + 2:-1] or None
    raise wrong_names(text)


def wrong_names(text) -> WrongValueError:
    """The error for names that are not those of the ids."""
    return WrongValueError("expected 'Name (note)' of each organisation in the order of the ids, or nothing to keep "
                           f"the notes there are, found {shorten(text)}.")


def printable(text: str) -> str:
    """A name or id of the file on one line, without anything that a terminal would obey."""
    return (text if text.isprintable() else repr(text)[1:-1])[:60]


def shorten(value) -> str:
    """A value as it stands between quotes in a message: escaped and not too long."""
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:118]}…{text[-1]}"

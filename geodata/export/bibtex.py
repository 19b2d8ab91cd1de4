"""The sources of the records as BibTeX, each once, and the atlas itself as the first entry.

Keys come from the source alone (publisher, year, six characters of a hash), so that they stay the same
whatever the filter. LaTeX's special characters are escaped; text stays in UTF-8, for BibLaTeX or any
BibTeX since 2010.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from geodata.export.provenance import PUBLISHER, Provenance
from geodata.export.table import CODES_AS_NAMES, clean_text
from geodata.sentences import Names

_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})
_URL_UNSAFE = {"\\": "%5C", "{": "%7B", "}": "%7D", '"': "%22", "<": "%3C", ">": "%3E", " ": "%20"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write_bib(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look=None) -> bytes:
    """Every source of the records as one `@misc` entry that names the records it is used for."""
    head = "".join(f"% {key}: {_comment(value)}\n" for key, value in provenance.items())
    entries = [_atlas_entry(provenance), *(
        _source_entry(key, source, records) for key, (source, records) in sorted(cited_sources(gdf).items()))]
    return (head + "\n" + "\n".join(entries)).encode("utf-8")


def cited_sources(gdf) -> dict[str, tuple[dict, list[str]]]:
    """Citation key -> the source and the ids of the records that use it. The same address is one source."""
    cited: dict[str, tuple[dict, list[str]]] = {}
    for record_id, sources in zip(gdf["id"], gdf["sources"], strict=True):
        for source in sources:
            records = cited.setdefault(citation_key(source), (source, []))[1]
            if record_id not in records:
                records.append(record_id)
    return cited


def citation_key(source: dict) -> str:
    """*xinhua2020-a3f1c0*: publisher, year if known, and a hash of the address (or of publisher and title)."""
    identity = source.get("url") or f"{source.get('publisher')}\n{source.get('title')}"
    mark = hashlib.sha256(clean_text(identity).encode("utf-8")).hexdigest()[:6]
    plain = unicodedata.normalize("NFKD", source.get("publisher") or "").encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]", "", plain)[:16] or "source"
    return f"{word}{_year(source) or ''}-{mark}"


def _atlas_entry(provenance):
    return _entry("belt-road-atlas", {
        "title": "{" + _latex(provenance.title) + "}", "author": "{" + _latex(PUBLISHER) + "}",
        "year": str(provenance.made_on.year), "version": _latex(provenance.data_version),
        "url": _url(provenance.permalink), "note": _latex(f"{provenance.filter}. {provenance.licence}")})


def _source_entry(key, source, records):
    fields = {"title": "{" + _latex(source.get("title")) + "}", "author": "{" + _latex(source.get("publisher")) + "}",
              "year": _year(source), "month": _month(source), "url": _url(source.get("url") or ""),
              "keywords": ", ".join(records)}
    return _entry(key, {name: value for name, value in fields.items() if value})


def _entry(key, fields):
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _year(source):
    match = re.match(r"(\d{4})(?:-|$)", str(source.get("date") or ""))
    return match[1] if match else ""


def _month(source):
    match = re.match(r"\d{4}-(0[1-9]|1[0-2])", str(source.get("date") or ""))
    return _MONTHS[int(match[1]) - 1] if match else ""


def _latex(text):
    return " ".join(clean_text(text or "").split()).translate(_SPECIAL)


def _url(url):
    return "".join(_URL_UNSAFE.get(character, character) for character in clean_text(url))


def _comment(value):
    """Outside entries everything is a comment to BibTeX, but for the sign that begins one."""
    return " ".join(clean_text(str(value)).split()).replace("@", "(at)")

"""BibTeX read back with an independent parser."""

import pytest

from geodata.export import export
from geodata.export.bibtex import citation_key, cited_sources

bibtexparser = pytest.importorskip("bibtexparser")


def read(chosen):
    library = bibtexparser.parse_string(
        export(chosen.gdf, chosen.provenance, "bib", chosen.names).decode("utf-8"))
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def test_the_atlas_comes_first_and_every_source_once(choose):
    entries = read(choose())
    assert next(iter(entries)) == "belt-road-atlas"
    assert entries["belt-road-atlas"]["url"] == "https://atlas.example/"
    assert len(entries) == 1 + 8


def test_an_entry_says_who_when_where_and_for_which_records(choose):
    entry = next(e for e in read(choose()).values() if "khorgos-dry-port" in e.get("keywords", ""))
    assert entry["author"] in ("{Österreichische Verkehrszeitung}", "{Trend}")
    assert (entry["year"], entry["month"]) in (("2017", "may"), ("2018", "nov"))


def test_keys_stay_the_same_whatever_the_filter(choose):
    assert set(read(choose("sites"))) <= set(read(choose()))


def test_the_same_address_is_one_source():
    first = {"title": "One title", "publisher": "Xinhua", "url": "https://x.example/1", "date": "2020-07-30"}
    assert citation_key(first) == citation_key(first | {"title": "Another"})
    assert citation_key(first).startswith("xinhua2020-")
    assert citation_key(first) != citation_key(first | {"url": "https://x.example/2"})


@pytest.mark.parametrize(("date", "year"), [("", ""), ("2018", "2018"), ("2016-11", "2016"), ("20185", "")])
def test_a_year_is_given_only_where_it_is_known(date, year):
    assert citation_key({"publisher": "新华社", "title": "x", "date": date}).startswith(f"source{year}-")


def test_nothing_leaves_the_atlas_itself(choose):
    assert list(read(choose(q="nothing has this"))) == ["belt-road-atlas"]


def test_hostile_text_is_escaped(choose):
    entries = read(choose(catalogue="hostile"))
    entry = next(e for e in entries.values() if "sons" in e["author"])
    assert entry["title"] == (r"{\{Title\} with 100\% \$pecial\_ \textasciitilde{}chars\textasciicircum{} "
                              r"\textbackslash{} \#1}")
    assert entry["author"] == r"{@publisher \& <i>sons</i>}"
    assert entry["url"] == "https://x.example/?a=1&b=%27#top"


def test_a_filter_with_an_at_sign_starts_no_entry(choose):
    entries = read(choose(q="@misc{evil, title={x}}"))
    assert list(entries) == ["belt-road-atlas"]


def test_two_sources_never_share_a_key(choose):
    cited = cited_sources(choose().gdf)
    assert len({(s.get("url"), s["title"]) for s, _ in cited.values()}) == len(cited)

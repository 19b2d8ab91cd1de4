"""What the server answers when the page asks, through Dash's own route."""

import json
from copy import copy

import numpy as np
import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard import ids
from dashboard.context import PageContext
from dashboard.views.totals import draw_totals
from geodata.filters import FACETS
from tests.app.asking import ask, control_ids, nodes, words


def describe(client, query, language="en"):
    return ask(client, "sentence.children", {"settled.data": query}, language=language)


def counts_of(answer, param):
    return answer["found.data"]["counts"][param]


QUERIES = [{}, {"country": "KAZ,UZB"}, {"sector": "230", "status": "under_construction"}, {"year": "2013-2020"},
           {"year": "2019-", "year_of": "completed", "undated": "0"}, {"q": "霍尔果斯"}, {"q": "ХОРГОС"},
           {"cost": "1000-"}, {"party": "cnpc"},
           {"brief": "1"}, {"area": "66,40,71,43"}, {"near": "khorgos-dry-port:50"},
           {"layers": "pipelines,powerlines"}, {"precision": "region"}]


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: ",".join(q) or "all")
def test_the_number_is_what_the_filter_leaves(atlas_client, count, query):
    answer = describe(atlas_client, query)
    n = count(**query)
    assert words(answer["sentence.children"]).startswith(f"{n} ")
    assert answer[f"{ids.SHOWN_COUNT}.children"] == str(n)
    assert answer["found.data"]["count"] == n > 0
    assert answer["notices.children"] == answer["empty.children"] == []


def test_the_sentence_says_what_was_picked(atlas_client, count):
    query = {"country": "KAZ", "sector": "230", "year": "2013-2015"}
    sentence = words(describe(atlas_client, query)["sentence.children"])
    assert sentence.startswith(f"{count(**query)} of {count()} records: energy, ")
    assert "in Kazakhstan, active 2013–2015" in sentence and "without a year" in sentence


def test_each_choice_of_the_sentence_can_be_taken_back(atlas_client):
    answer = describe(atlas_client, {"country": "KAZ", "q": "oil", "undated": "0", "near": "khorgos-dry-port:500"})
    buttons = [n["props"]["id"] for n in nodes(answer["sentence.children"]) if n["type"] == "Button"]
    assert [b["param"] for b in buttons] == ["country", "near", "year", "q", "all"]


def test_the_number_beside_a_choice_is_what_it_would_leave(atlas_client, count):
    query = {"country": "KAZ", "status": "operational", "sector": "210,230"}
    answer = describe(atlas_client, query)
    facets = [control["param"] for control in control_ids(atlas_client) if control["param"] in FACETS]
    assert len(facets) >= 8
    for param in facets:
        for code, n in list(counts_of(answer, param).items())[:4]:
            assert n == count(**query | {param: code}), (param, code)


def test_the_bars_count_each_year(atlas_client, count):
    bars = dict(counts_of(describe(atlas_client, {"country": "TJK", "year": "2013-2015"}), "year"))
    assert bars[2018] == count(country="TJK", year="2018", undated="0")
    completed = dict(counts_of(describe(atlas_client, {"year_of": "completed"}), "year"))
    assert completed[2009] == count(year="2009", year_of="completed", undated="0")


def test_no_answer_of_the_server_has_an_output_for_all_of_a_kind(atlas_client):
    """Dash does not drop an older answer of such a callback that comes after a newer one."""
    assert [c["output"] for c in atlas_client.get("/_dash-dependencies").json
            if "ALL" in c["output"] and not c.get("clientside_function")] == []


@pytest.mark.parametrize(("query", "notice", "same_as"), [
    ({"country": "XXX"}, "country=XXX", {}),
    ({"country": "KAZ,XXX"}, "country=XXX", {"country": "KAZ"}),
    ({"year": "soon", "status": "operational"}, "year=soon", {"status": "operational"}),
    ({"year": "2020-2013"}, "year=2020-2013", {}),
    ({"cost": "-"}, "cost=-", {}),
    ({"area": "1,2,3"}, "area=1,2,3", {}),
    ({"near": "atlantis:50"}, "near=atlantis:50", {}),
    ({"party": "<script>"}, "party=<script>", {}),
    ({"brief": "yes"}, "brief=yes", {}),
    ({"undated": "2", "year": "2013"}, "undated=2", {"year": "2013"}),
])
def test_a_bad_parameter_is_passed_over_with_a_notice(atlas_client, count, query, notice, same_as):
    answer = describe(atlas_client, query)
    assert notice in words(answer["notices.children"])
    assert answer["found.data"]["count"] == count(**same_as)


@pytest.mark.parametrize(("language", "notice"), [
    ("en", "country=<b>: no such country here."), ("ru", "country=<b>: такой страны здесь нет."),
    ("zh", "country=<b>：没有这个国家。")])
def test_a_notice_is_in_the_reader_s_language_and_plain_text(atlas_client, language, notice):
    notices = describe(atlas_client, {"country": "<b>"}, language)["notices.children"]
    items = [n["props"]["children"] for n in nodes(notices) if n["type"] == "Li"]
    assert [item.upper() for item in items] == [notice.upper()]


def test_an_empty_result_offers_ways_back(atlas_client, count):
    query = {"country": "TKM", "sector": "110", "status": "cancelled"}
    assert count(**query) == 0
    answer = describe(atlas_client, query)
    buttons = [n["props"] for n in nodes(answer["empty.children"]) if n["type"] == "Button"]
    *ways, clear_all = buttons
    assert clear_all["id"]["param"] == "all" and ways
    for way in ways:
        left = {name: text for name, text in query.items() if name != way["id"]["param"]}
        assert str(count(**left)) in words(way["children"]) and count(**left) > 0
    assert answer["found.data"]["bounds"] is None


def test_ids_come_along_only_where_the_browser_cannot_filter_alone(atlas_client, count):
    assert describe(atlas_client, {"country": "KAZ"})["found.data"]["ids"] is None
    found = describe(atlas_client, {"near": "khorgos-dry-port:50"})["found.data"]
    assert "khorgos-dry-port" in found["ids"] and len(found["ids"]) == found["count"]


def test_the_legend_shows_only_what_is_there(atlas_client):
    every = words(describe(atlas_client, {})["legend-items.children"])
    gas = words(describe(atlas_client, {"kind": "gas_pipeline"})["legend-items.children"])
    assert "Gas pipeline" in gas and "Railway" in every
    assert "Railway" not in gas and "Sectors" not in gas


@pytest.mark.parametrize(("language", "country"), [
    ("ru", "Казахстан"), ("zh", "哈萨克斯坦")])
def test_answers_come_in_the_readers_language(atlas_client, language, country):
    answer = describe(atlas_client, {"country": "KAZ"}, language)
    assert country in words(answer["sentence.children"])
    assert "records" not in words(answer["sentence.children"] + answer["legend-items.children"])
    details = ask(atlas_client, "details.children", {"record.data": "khorgos-dry-port"}, language=language)
    assert {"ru": "Хоргос", "zh": "霍尔果斯"}[language] in words(details["details.children"])


# --- details ---------------------------------------------------------------------------------------

@pytest.mark.parametrize("record", ["khorgos-dry-port", "cagp-line-a", "casa-1000-hvdc", "chancay", "hku-satbayev",
                                    "kz-hw-western-europe-western-china", "cagp-line-d-tajik-section"])
def test_details_of_a_record(atlas_client, atlas_repository, record):
    answer = ask(atlas_client, "details.children", {"record.data": record})
    text, row = words(answer["details.children"]), atlas_repository.record(record)
    assert row["name"] in text and record in text
    for source in row["sources"]:
        assert " ".join(source["publisher"].split()) in text
    assert answer["record-place.data"]["id"] == record
    west, south, east, north = map(float, answer["record-place.data"]["bbox"].split(","))
    assert west <= east and south <= north


def test_records_of_every_sort_have_details(atlas_client, atlas_repository):
    gdf = atlas_repository.records.gdf
    for record in gdf.drop_duplicates(["layer", "kind", "status"])["id"]:
        answer = ask(atlas_client, "details.children", {"record.data": record})
        assert record in words(answer["details.children"]), record


def test_links_to_sources_are_safe(atlas_client, atlas_repository):
    for record in atlas_repository.records.gdf["id"][::9]:
        answer = ask(atlas_client, "details.children", {"record.data": record})
        links = [n["props"] for n in nodes(answer["details.children"]) if n["type"] == "A"]
        for link in (link for link in links if not link["href"].startswith("/api/records/")):
            assert link["href"].startswith(("https://", "http://"))
            assert link["target"] == "_blank" and {"noopener", "noreferrer"} <= set(link["rel"].split())


def test_a_withheld_link_is_named_and_not_linked(atlas_client, atlas_repository):
    row = next(row for row in atlas_repository.records.gdf.to_dict("records")
               if any(source.get("link_withheld") for source in row["sources"]))
    source = next(source for source in row["sources"] if source.get("link_withheld"))
    answer = ask(atlas_client, "details.children", {"record.data": row["id"]})
    items = [n for n in nodes(answer["details.children"]) if n["type"] == "Li" and "link withheld" in words(n)]
    assert any(source["publisher"] in words(item) for item in items)
    assert all(n["type"] != "A" for item in items for n in nodes(item))


def test_parts_and_wholes_lead_to_each_other(atlas_client):
    whole = ask(atlas_client, "details.children", {"record.data": "cagp-line-d"})["details.children"]
    part = ask(atlas_client, "details.children", {"record.data": "cagp-line-d-tajik-section"})["details.children"]
    opened = [n["props"]["id"]["record"] for n in nodes(whole)
              if isinstance(n["props"].get("id"), dict) and n["props"]["id"]["type"] == "open-record"]
    assert {"cagp-line-d-tajik-section", "cagp-line-d-kyrgyz-section"} <= set(opened)
    assert "cagp-line-d" in [n["props"]["id"]["record"] for n in nodes(part)
                             if isinstance(n["props"].get("id"), dict) and n["props"]["id"]["type"] == "open-record"]


@pytest.mark.parametrize("record", ["atlantis", "<script>alert(1)</script>", "../../etc/passwd", "' OR 1=1 --",
                                    "khorgos-dry-port ", "%00", "\u202eabc", 5, True, ["khorgos-dry-port"], {"a": 1}])
def test_an_unknown_id_is_a_sentence(atlas_client, record):
    answer = ask(atlas_client, "details.children", {"record.data": record})
    assert words(answer["details.children"]).startswith("No record has the id")
    assert answer["record-place.data"] is None


def test_a_very_long_id_is_shortened(atlas_client):
    assert len(words(ask(atlas_client, "details.children", {"record.data": "x" * 9000})["details.children"])) < 200


def test_no_record_leaves_the_panel_as_it_is(atlas_client):
    assert ask(atlas_client, "details.children", {"record.data": None}) == {}


# --- the table -------------------------------------------------------------------------------------

def test_the_table_holds_what_is_shown(atlas_client, count):
    query = {"country": "KGZ", "sector": "230"}
    answer = ask(atlas_client, "table-holder.children", {"table-opened.data": True}, {"settled.data": query})
    grid, = (n for n in nodes(answer["table-holder.children"]) if n["type"] == "AgGrid")
    rows = grid["props"]["rowData"]
    assert len(rows) == count(**query) > 3
    assert all("Kyrgyzstan" in row["countries"] and row["sector"] == "Energy" for row in rows)
    refilled = ask(atlas_client, "table.rowData", {"settled.data": query})["table.rowData"]
    assert refilled == rows


def test_numbers_in_the_table_are_numbers(atlas_client, count):
    rows = ask(atlas_client, "table.rowData", {"settled.data": {}})["table.rowData"]
    assert len(rows) == count()
    for name in ("year_agreed", "cost_usd_million", "length_km"):
        assert {type(row[name]) for row in rows} <= {int, float, type(None)}
        assert any(row[name] for row in rows)
    assert all(len(row["bbox"].split(",")) == 4 for row in rows)


def test_rows_ticked_for_download_stay_ticked(atlas_client):
    rows = ask(atlas_client, "table.rowData", {"settled.data": {"q": "khorgos"}},
               {"ticked.data": ["khorgos-dry-port"]})["table.rowData"]
    assert [row["id"] for row in rows if row["ticked"]] == ["khorgos-dry-port"]


def test_columns_can_be_chosen(atlas_client):
    columns = ask(atlas_client, "table.columnDefs", {"table-columns.value": ["name", "place"]})["table.columnDefs"]
    assert [c["field"] for c in columns if not c.get("hide")] == ["ticked", "name", "place"]


def test_the_table_speaks_russian(atlas_client):
    answer = ask(atlas_client, "table.rowData", {"settled.data": {"q": "khorgos-dry-port"}}, language="ru")
    rows = answer["table.rowData"]
    assert "Хоргос" in rows[0]["name"] and rows[0]["countries"] == "Казахстан"


# --- totals ------------------------------------------------------------------------------------------

def draw_sheet(client, tab, query=None, language="en"):
    return ask(client, "sheet-body.children", {"sheet-wanted.data": tab, "settled.data": query or {}},
               language=language)["sheet-body.children"]


def record_rows(sheet):
    return [row for node in nodes(sheet) if node["type"] == "RecordList" for row in node["props"]["rows"]]


@pytest.mark.parametrize(("tab", "front", "beside"), [("totals", "million US dollars", "in dollars of 2025"),
                                                      ("totals.constant", "million 2025 dollars", "nominal")])
def test_totals_show_both_dollars_one_in_front(atlas_client, tab, front, beside):
    sheet = draw_sheet(atlas_client, tab)
    summary = next(n for n in nodes(sheet) if n["type"] == "Summary")
    assert front in words(summary) and beside in words(summary)
    switch = {n["props"]["data-open-tab"]: n["props"]["aria-pressed"] for n in nodes(sheet)
              if "data-open-tab" in n["props"]}
    assert switch == {"totals": str(tab == "totals").lower(), "totals.constant": str(tab != "totals").lower()}
    chart = next(n for n in nodes(sheet) if n["type"] == "Chart")
    assert chart["props"]["lines"][0]["label"] == front


def test_an_opened_total_has_both_dollars_and_names_what_was_not_converted(atlas_client):
    query = {"ids": "khorgos-dry-port,gwadar-airport,bobotog-copper,turgusun-hpp"}
    rows = {(row["id"], row["note"]): row["cells"] for row in record_rows(draw_sheet(atlas_client, "totals", query))}
    assert rows[("bobotog-copper", "")] == ["2\u2009700", "not converted"]
    assert rows[("bobotog-copper", "no year")] == []
    nominal, constant = next(cells for (record, _), cells in rows.items() if record == "turgusun-hpp" and cells)
    assert float(nominal) < float(constant)


@pytest.mark.parametrize(("language", "unit"), [("ru", "млн долл. 2025 г."), ("zh", "百万美元（2025 年价）")])
def test_constant_dollars_in_other_languages(atlas_client, language, unit):
    assert unit in words(draw_sheet(atlas_client, "totals.constant", language=language))


def test_without_a_deflator_there_are_nominal_dollars_alone(atlas_repository):
    repository = copy(atlas_repository)
    repository.deflator = None
    keep = np.ones(len(repository.records), dtype=bool)
    drawn = draw_totals(PageContext(repository), keep, constant=True)
    sheet = json.loads(json.dumps(drawn, cls=PlotlyJSONEncoder))
    assert "million US dollars" in words(sheet) and "2025 dollars" not in words(sheet)
    assert not any("data-open-tab" in n["props"] for n in nodes(sheet))
    assert {len(row["cells"]) for row in record_rows(sheet)} <= {0, 1}


# --- requests that the page never makes ------------------------------------------------------------

@pytest.mark.parametrize("body", [b"", b"{}", b"null", b"[1]", b'{"output": "server.secret"}', b"\xff\xfe",
                                  b'{"output": "map.filter", "outputs": [], "inputs": []}'])
def test_a_forged_request_gets_no_details(atlas_client, body):
    response = atlas_client.post("/_dash-update-component", data=body, content_type="application/json")
    assert response.status_code >= 400
    assert "Traceback" not in response.text and "dashboard/" not in response.text

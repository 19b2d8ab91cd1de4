"""`/export/...` through Flask: exactly the records the page shows, or a sentence that says why not."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask_compress import Compress
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.routes import exports
from dashboard.settings import Settings
from geodata.export import EXPORTS
from geodata.filters import FilterSpec, apply_filter
from geodata.repository import Repository

SMALL = Path(__file__).parents[1] / "data" / "small_catalogue"


@pytest.fixture(scope="module")
def repository():
    return Repository(SMALL)


@pytest.fixture(scope="module")
def client(repository):
    return make_client(repository)


def make_client(repository, day=date(2026, 11, 21), **changes):
    server = Flask(__name__)
    Compress(server)
    exports.register(server, repository, Settings(**changes), today=lambda: day)
    return server.test_client()


def ids(response):
    return [feature["id"] for feature in json.loads(response.data)["features"]]


@pytest.mark.parametrize("suffix", EXPORTS)
@pytest.mark.parametrize("what", exports.WHATS)
def test_every_layer_comes_in_every_format(client, what, suffix):
    response = client.get(f"/export/{what}.{suffix}")
    assert response.status_code == 200 and response.data
    assert response.content_type == EXPORTS[suffix].media_type


def test_the_filter_of_the_page_is_the_filter_of_the_file(client):
    assert ids(client.get("/export/atlas.geojson?country=UZB,TJK")) == [
        "central-asia-china-line-a", "datka-khodjent-line"]
    assert ids(client.get("/export/sites.geojson?sector=230")) == ["turgusun-1-hydropower"]
    assert ids(client.get("/export/sites.geojson?layers=routes")) == []


def test_what_is_no_filter_is_accepted(client):
    query = "map=5.2/43.1/70.4&record=khorgos-dry-port&theme=dark&lang=ru&tab=table&basemap=relief"
    features = json.loads(client.get(f"/export/sites.geojson?{query}").data)["features"]
    assert len(features) == 3
    assert features[1]["properties"]["status_label"] == "Действует"


@pytest.mark.parametrize(("query", "sentence"), [
    ("country=XXX", "country=XXX: no such country here."),
    ("year=soon", "year=soon: expected first-last"),
    ("contry=KAZ", "contry: no such parameter; there are country, sector,"),
    ("country=KAZ&country=UZB", "country: stands there 2 times"),
    ("lang=xx", "lang=xx: expected one of en, ru, zh."),
    ("near=nowhere:50", "near=nowhere:50: no record has that id."),
    ("party=nobody", "party=nobody: no such party here."),
    ("area=1,2,3", "area=1,2,3: expected west,south,east,north"),
])
def test_a_bad_parameter_is_refused_in_plain_words(client, query, sentence):
    response = client.get(f"/export/atlas.csv?{query}")
    assert response.status_code == 400
    assert response.content_type == "text/plain; charset=utf-8"
    assert sentence in response.text


def test_a_download_says_what_is_wrong_in_the_reader_s_language(client):
    response = client.get("/export/atlas.csv?brief=yes&speed=9&lang=ru")
    assert response.status_code == 400
    unknown, brief = response.text.splitlines()
    assert unknown.startswith("speed: такого параметра нет; есть country, ")
    assert brief == "brief=yes: ожидалось 0 или 1."


def test_every_problem_is_named_at_once(client):
    assert client.get("/export/atlas.csv?country=XXX&brief=maybe").text.count("\n") == 2


@pytest.mark.parametrize("address", ["/export/castles.csv", "/export/atlas.doc", "/export/atlas", "/export/",
                                     "/export/../atlas.csv", "/export/sites/atlas.csv"])
def test_what_there_is_not_is_answered_with_what_there_is(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response.content_type == "text/plain; charset=utf-8"
    assert "There is no" in response.text and "csv" in response.text


def test_the_file_name_says_what_is_inside(client):
    header = client.get("/export/atlas.csv?sector=230&country=KAZ").headers["Content-Disposition"]
    assert header == 'attachment; filename="belt-road-atlas_energy-KAZ_2026-11-21.csv"'


def test_an_etag_saves_the_second_download(client):
    first = client.get("/export/atlas.csv?country=KAZ")
    etag = first.headers["ETag"]
    assert not etag.startswith("W/")
    assert first.headers["Cache-Control"] == "private, max-age=0, must-revalidate"
    second = client.get("/export/atlas.csv?country=KAZ", headers={"If-None-Match": etag})
    assert (second.status_code, second.data, second.headers["ETag"]) == (304, b"", etag)
    assert client.get("/export/atlas.csv?country=UZB", headers={"If-None-Match": etag}).status_code == 200
    assert client.get("/export/atlas.csv?map=5/43/70&country=KAZ",
                      headers={"If-None-Match": etag}).status_code == 304


def test_an_etag_lives_for_a_day(repository, client):
    etag = client.get("/export/atlas.csv").headers["ETag"]
    tomorrow = make_client(repository, day=date(2026, 11, 22))
    assert tomorrow.get("/export/atlas.csv", headers={"If-None-Match": etag}).status_code == 200


def test_an_etag_survives_compression(client):
    first = client.get("/export/atlas.csv?country=XXX", headers={"Accept-Encoding": "br"})
    assert first.status_code == 400
    etag = client.get("/export/atlas.csv").headers["ETag"].strip('"')
    response = client.get("/export/atlas.csv", headers={"If-None-Match": f'"{etag}:br"'})
    assert response.status_code == 304


def test_the_permalink_is_the_readers_own_address(repository, client):
    assert json.loads(client.get("/export/atlas.geojson?country=KGZ").data)["atlas"][
        "permalink"] == "http://localhost/?country=KGZ"
    public = make_client(repository, public_url="https://atlas.example/brc")
    assert json.loads(public.get("/export/routes.geojson").data)["atlas"][
        "permalink"] == "https://atlas.example/brc/?layers=routes"


def test_nothing_found_is_a_file_all_the_same(client):
    response = client.get("/export/atlas.csv?q=nothing+has+this")
    assert response.status_code == 200
    assert response.data.decode("utf-8-sig").splitlines()[-1].startswith("id,layer,")


def _some(values):
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(",".join)


QUERIES = st.fixed_dictionaries({}, optional={
    "country": _some(["KAZ", "KGZ", "TJK", "UZB", "CHN"]), "sector": _some(["210", "230", "110"]),
    "kind": _some(["road", "dry_port", "gas_pipeline"]), "status": _some(["operational", "proposed", "suspended"]),
    "year": st.sampled_from(["2013-", "-2012", "2012-2020"]),
    "year_of": st.sampled_from(["active", "agreed", "started", "completed"]), "undated": st.sampled_from(["0", "1"]),
    "cost": st.sampled_from(["0-50", "100-"]), "party": _some(["cnpc", "cosco"]), "brief": st.just("1"),
    "q": st.sampled_from(["Хоргос", "газ", "line", "霍尔果斯"]), "area": st.just("75,42,86,51"),
    "near": st.just("khorgos-dry-port:300"), "layers": _some(["sites", "pipelines"])})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES, what=st.sampled_from(exports.WHATS))
def test_the_file_holds_exactly_the_records_that_the_filter_admits(repository, client, query, what):
    spec, problems = FilterSpec.from_query(query, repository.records)
    assert problems == []
    gdf = repository.records.gdf
    expected = [row.id for row in gdf[apply_filter(repository.records, spec)].itertuples()
                if what in ("atlas", row.layer)]
    response = client.get(f"/export/{what}.csv", query_string=query)
    lines = [line for line in response.data.decode("utf-8-sig").splitlines(keepends=True)
             if not line.startswith("# ")]
    assert [row["id"] for row in csv.DictReader(io.StringIO("".join(lines)))] == expected

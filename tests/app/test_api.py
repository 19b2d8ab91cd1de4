"""`/api/...` through Flask, and once through a real socket as QGIS and GeoPandas would ask."""

import threading
from pathlib import Path

import geopandas as gpd
import pytest
from flask import Flask
from werkzeug.serving import make_server

from dashboard import __version__
from dashboard.routes import api
from dashboard.settings import Settings
from geodata.columns import COLUMNS
from geodata.repository import Repository

SMALL = Path(__file__).parents[1] / "data" / "small_catalogue"


@pytest.fixture(scope="module")
def repository():
    return Repository(SMALL)


@pytest.fixture(scope="module")
def server(repository):
    server = Flask(__name__)
    api.register(server, repository, Settings())
    return server


@pytest.fixture(scope="module")
def client(server):
    return server.test_client()


def ids(response):
    return [feature["id"] for feature in response.json["features"]]


def test_health_says_which_program_and_which_data(client, repository):
    assert client.get("/api/health").json == {
        "status": "ok", "version": __version__, "data_version": repository.data_version, "records": 6}


def test_layers_say_what_there_is(client):
    answer = client.get("/api/layers?lang=ru").json
    assert [(layer["name"], layer["count"]) for layer in answer["layers"]] == [
        ("sites", 3), ("routes", 1), ("pipelines", 1), ("powerlines", 1)]
    sites = answer["layers"][0]
    assert sites["bbox"] == [76.9, 43.3, 84.312346, 49.8]
    assert sites["counts"]["country"] == [{"code": "KAZ", "label": "Казахстан", "count": 3}]
    assert [c["name"] for c in sites["columns"]] == [c.name for c in COLUMNS if "sites" in c.layers]
    assert sites["columns"][0]["label"] == "Идентификатор"
    assert sites["exports"]["csv"] == "http://localhost/export/sites.csv"


def test_one_record_is_a_feature_with_its_sources(client):
    response = client.get("/api/records/khorgos-dry-port?lang=zh")
    assert response.content_type == "application/geo+json"
    assert (response.json["type"], response.json["id"]) == ("Feature", "khorgos-dry-port")
    assert response.json["properties"]["kind_label"] == "陆港或物流中心"
    assert len(response.json["properties"]["sources"]) == 2


def test_an_unknown_record_is_a_sentence(client):
    response = client.get("/api/records/atlantis")
    assert response.status_code == 404
    assert response.json == {"error": "No record has the id 'atlantis'."}


def test_features_are_filtered_like_the_page(client):
    assert ids(client.get("/api/features/sites?country=KAZ&sector=230")) == ["turgusun-1-hydropower"]
    assert ids(client.get("/api/features/atlas?q=Хоргос")) == ["khorgos-dry-port"]
    assert ids(client.get("/api/features/sites?layers=routes")) == []


def test_a_box_cuts_the_features(client):
    assert ids(client.get("/api/features/sites?bbox=80,44,81,45")) == ["khorgos-dry-port"]
    assert ids(client.get("/api/features/sites?bbox=80,44,85,50&area=84,49,85,50")) == ["turgusun-1-hydropower"]


def test_pages_lead_to_each_other(client):
    seen, address = [], "/api/features/atlas?limit=4&country=KAZ,KGZ,TJK"
    first = client.get(address).json
    assert (first["numberMatched"], first["numberReturned"]) == (6, 4)
    while address:
        page = client.get(address)
        seen += ids(page)
        links = {link["rel"]: link["href"] for link in page.json["links"]}
        address = links.get("next")
    assert len(seen) == len(set(seen)) == 6
    assert ids(client.get(links["prev"])) == seen[:4]


def test_an_offset_past_the_end_is_an_empty_page(client):
    page = client.get("/api/features/sites?offset=99").json
    assert (page["numberMatched"], page["features"]) == (3, [])


@pytest.mark.parametrize(("query", "sentence"), [
    ("limit=0", "limit=0: expected a whole number from 1 to 10000."),
    ("limit=many", "limit=many: expected"),
    ("limit=²", "limit=²: expected"),
    ("offset=-1", "offset=-1: expected"),
    ("offset=99999999999999999999999", "offset=99999999999999999999999: expected"),
    ("bbox=1,2,3", "bbox=1,2,3: expected west,south,east,north"),
    ("bbox=70 40;71 40;71 41", "bbox=70 40;71 40;71 41: expected"),
    ("country=XXX", "country=XXX: no such country here."),
    ("colour=red", "colour: no such parameter"),
])
def test_a_bad_parameter_is_a_sentence(client, query, sentence):
    response = client.get(f"/api/features/sites?{query}")
    assert response.status_code == 400
    assert sentence in response.json["error"]


@pytest.mark.parametrize("address", ["/api/features/castles", "/api/castles", "/api/", "/api/records/"])
def test_what_there_is_not_is_a_sentence(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response.json["error"].startswith("There is no")


@pytest.mark.parametrize("address", ["/api/health", "/api/layers", "/api/records/khorgos-dry-port",
                                     "/api/features/sites?limit=1"])
def test_an_etag_saves_the_second_answer(client, address):
    etag = client.get(address).headers["ETag"]
    second = client.get(address, headers={"If-None-Match": etag})
    assert (second.status_code, second.data) == (304, b"")
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_mistake_of_ours_is_a_sentence_too(repository):
    broken = Flask(__name__)
    api.register(broken, None, Settings())
    response = broken.test_client().get("/api/health")
    assert response.status_code == 500
    assert "error" in response.json and "NoneType" not in response.text


def test_geopandas_opens_it_by_address(server):
    httpd = make_server("127.0.0.1", 0, server)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    try:
        gdf = gpd.read_file(f"http://127.0.0.1:{httpd.server_port}/api/features/sites?country=KAZ")
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()
    assert list(gdf["id"]) == ["almaty-logistics-hub", "khorgos-dry-port", "turgusun-1-hydropower"]
    assert gdf.crs == "EPSG:4326"
    assert gdf["sources"][2][0]["publisher"] == "Kazinform"


def test_errors_for_programs_stay_english(client):
    response = client.get("/api/features/sites?brief=yes&lang=ru")
    assert (response.status_code, response.json) == (400, {"error": "brief=yes: expected 0 or 1."})

"""`/export/<what>.html` through Flask: the records the page shows, as one file to keep."""

import json
import re

import pytest


def ids(response):
    block = re.search(rb'<script type="application/json" id="records">(.*?)</script>', response.data, re.DOTALL)
    return sorted(record["id"] for record in json.loads(block[1]))


def test_the_same_records_as_geojson(atlas_client):
    query = "country=KAZ&sector=230&year=2013-2020"
    response = atlas_client.get(f"/export/atlas.html?{query}")
    assert response.status_code == 200
    assert response.content_type == "text/html; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="belt-road-atlas_energy-KAZ-2013-2020_[\d-]+\.html"',
                        response.headers["Content-Disposition"])
    features = json.loads(atlas_client.get(f"/export/atlas.geojson?{query}").data)["features"]
    assert ids(response) == sorted(feature["id"] for feature in features)


@pytest.mark.parametrize("layer", ["sites", "routes", "pipelines", "powerlines"])
def test_one_layer(atlas_client, layer):
    records = ids(atlas_client.get(f"/export/{layer}.html?lang=ru"))
    features = json.loads(atlas_client.get(f"/export/{layer}.geojson").data)["features"]
    assert records == sorted(feature["id"] for feature in features)


def test_an_unchanged_file_is_not_sent_again(atlas_client):
    tag = atlas_client.get("/export/routes.html").headers["ETag"]
    assert atlas_client.get("/export/routes.html", headers={"If-None-Match": tag}).status_code == 304

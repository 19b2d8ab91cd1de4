"""The whole app through Flask: headers of every kind of answer, compression, caching, health."""

import gzip
import json
import re

import brotli
import pytest

from dashboard import __version__
from dashboard.routes import vendor
from geodata.codes import LAYERS

ADDRESSES = ("/", "/?country=XXX&lang=ru", "/_dash-layout", "/_dash-dependencies", "/assets/style.css",
             "/assets/map.js", "/export/atlas.csv?country=TKM", "/export/atlas.doc", "/export/atlas.csv?year=soon",
             "/api/health", "/api/records/atlantis", "/data/old/sites.geojson", "/basemap/x/../../secret",
             *vendor.SCRIPTS, *vendor.STYLESHEETS)


def directives(response):
    policy = response.headers["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in policy.split("; "))}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers(atlas_client, address):
    response = atlas_client.get(address, buffered=True)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "Server" not in response.headers
    policy = directives(response)
    assert policy["default-src"] == ["'none'"]
    assert policy["connect-src"] == ["'self'"]
    scripts = policy["script-src"]
    assert scripts[0] == "'self'" and all(re.fullmatch(r"'sha256-[\w+/]{43}='", hashed) for hashed in scripts[1:])
    assert len(scripts) > 1, "Dash's inline script needs its hash"


def test_the_page_has_no_script_but_those_the_policy_knows(atlas_client):
    page = atlas_client.get("/").text
    inline = [body for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S)
              if body.strip() and not re.search(r"application/(ld\+)?json", attributes)]
    assert len(inline) == len(directives(atlas_client.get("/"))["script-src"]) - 1
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == [], "nothing comes from another host"


def test_the_app_is_not_in_debug_mode(atlas_client):
    assert not atlas_client.application.debug
    assert not atlas_client.application.testing
    config = atlas_client.get("/").text
    assert '"hot_reload"' not in config and '"ui":true' not in config.replace(" ", "")


@pytest.mark.parametrize("address", ["/", "/_dash-layout", "/export/atlas.csv", "/export/atlas.geojson?country=TKM",
                                     "/api/layers", "/api/features/sites?country=TKM", *vendor.SCRIPTS])
@pytest.mark.parametrize(("coding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_text_is_sent_compressed(atlas_client, address, coding, unpack):
    plain = atlas_client.get(address, buffered=True).data
    response = atlas_client.get(address, headers={"Accept-Encoding": coding}, buffered=True)
    assert response.headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in response.headers["Vary"]
    assert len(response.data) < 0.6 * len(plain)
    assert len(unpack(response.data)) == len(plain)


def kept_for_ever(atlas_client, atlas_repository):
    version = atlas_repository.data_version
    layout = json.dumps(atlas_client.get("/_dash-layout").json)
    basemap = sorted(set(re.findall(r"/basemap/[0-9a-f]+/[\w.-]+", layout)))
    assert len(basemap) >= 5
    return [f"/data/{version}/{layer}.geojson" for layer in LAYERS] + basemap + vendor.SCRIPTS + vendor.STYLESHEETS


def test_what_carries_its_version_is_kept_for_ever(atlas_client, atlas_repository):
    for address in kept_for_ever(atlas_client, atlas_repository):
        first = atlas_client.get(address, headers={"Accept-Encoding": "br"})
        assert first.status_code == 200, address
        assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        again = atlas_client.get(address, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        other = atlas_client.get(address, headers={"Accept-Encoding": "identity"})
        assert address.endswith(".webp") or other.headers["ETag"] != first.headers["ETag"]


def test_the_layers_hold_every_record_once(atlas_client, atlas_repository):
    version = atlas_repository.data_version
    layers = {layer: atlas_client.get(f"/data/{version}/{layer}.geojson").json["features"] for layer in LAYERS}
    found = [feature["id"] for features in layers.values() for feature in features]
    assert sorted(found) == sorted(atlas_repository.records.gdf["id"])
    assert all(feature["properties"]["layer"] == layer for layer, features in layers.items() for feature in features)


@pytest.mark.parametrize("address", ["/data/2020-01-01-00000000/sites.geojson", "/vendor/0.0.1/maplibre-gl.js",
                                     "/basemap/x/build.py", "/assets/no.js"])
def test_what_is_not_offered_is_not_found(atlas_client, address):
    response = atlas_client.get(address)
    assert response.status_code == 404
    assert "Cache-Control" not in response.headers or "immutable" not in response.headers["Cache-Control"]


def test_health(atlas_client, atlas_repository):
    assert atlas_client.get("/api/health").json == {
        "status": "ok", "version": __version__, "data_version": atlas_repository.data_version,
        "records": len(atlas_repository.records)}


@pytest.mark.parametrize(("address", "accepted", "language"), [
    ("/", "", "en"), ("/", "ru-RU,ru;q=0.9,en;q=0.5", "ru"), ("/?lang=zh", "ru", "zh"), ("/?lang=xx", "", "en"),
    ("/", "de,fr", "en")])
def test_the_page_speaks_the_readers_language(atlas_client, address, accepted, language):
    page = atlas_client.get(address, headers={"Accept-Language": accepted} if accepted else {}).text
    assert f'<html lang="{language}"' in page


def test_what_stands_in_the_address_is_escaped(atlas_client):
    page = atlas_client.get('/?q="><script>alert(1)</script>&theme="onload="alert(1)&<b>=1').text
    assert "<script>alert" not in page and 'onload="' not in page and "<b>" not in page

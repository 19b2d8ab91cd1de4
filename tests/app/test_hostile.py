"""A catalogue whose texts are an attack: escaped wherever they are shown, or refused with a clear sentence."""

import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from dashboard.factory import create_app
from dashboard.settings import Settings
from geodata.errors import DataFileError
from geodata.repository import Repository
from tests.app.asking import ask, nodes, words

SMALL = Path(__file__).parents[1] / "data" / "small_catalogue"
SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
ID = "khorgos-dry-port"


def spoil(folder, **changes):
    """A copy of the small catalogue with some properties of one record replaced."""
    shutil.copytree(SMALL, folder)
    path = folder / "sites" / f"{ID}.geojson"
    feature = json.loads(path.read_text("utf-8"))
    feature["properties"] |= changes
    path.write_text(json.dumps(feature), "utf-8")
    return folder


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """The app over a catalogue with a script for a name and formulas for a place and a summary."""
    source = {"title": SCRIPT, "publisher": "{evil} & %s", "url": "https://x.example/?a=1&b=%27", "date": "2014",
              "supports": "+1+2"}
    folder = spoil(tmp_path_factory.mktemp("hostile") / "catalogue", name=SCRIPT, name_ru='" onclick="x', place=FORMULA,
                   summary="</script><img src=x onerror=alert(1)>", open_questions="@SUM(A1)", sources=[source])
    return create_app(Repository(folder), Settings(data_dir=folder.parent / "data")).server.test_client()


def test_the_page_never_holds_the_name_as_markup(client):
    for address in ("/", f"/?record={ID}", f"/?q={SCRIPT}", "/?lang=ru"):
        assert "<script>alert" not in client.get(address).text
    layout = client.get("/_dash-layout")
    assert layout.content_type == "application/json"


def test_details_and_sentence_hold_it_as_text(client):
    details = ask(client, "details.children", {"record.data": ID})["details.children"]
    titles = [n["props"]["children"] for n in nodes(details) if n["type"] == "H2"]
    assert titles == [SCRIPT], "a plain string, which React writes as text"
    assert all("dangerously" not in str(n["props"].keys()).lower() for n in nodes(details))
    sentence = ask(client, "sentence.children", {"settled.data": {"near": f"{ID}:50"}})["sentence.children"]
    assert SCRIPT in words(sentence)


def test_map_data_and_api_are_no_html(client):
    version = client.get("/api/health").json["data_version"]
    for address in (f"/data/{version}/sites.geojson", f"/api/records/{ID}", "/api/features/sites", "/api/layers"):
        response = client.get(address)
        assert response.content_type.startswith("application/"), address
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/api/records/{ID}").json["properties"]["name"] == SCRIPT


def test_error_sentences_are_no_html(client):
    for address in (f"/export/{SCRIPT}.csv", f"/api/records/{SCRIPT}", f"/export/atlas.csv?country={SCRIPT}",
                    f"/api/features/{SCRIPT}", f"/data/{SCRIPT}/sites.geojson", f"/{SCRIPT}"):
        response = client.get(address)
        assert "<script>alert" not in response.text or "html" not in response.content_type, address


def test_spreadsheets_get_no_formula(client):
    csv = client.get("/export/atlas.csv").data.decode("utf-8-sig")
    assert f",{FORMULA}" not in csv and FORMULA in csv
    workbook = openpyxl.load_workbook(io.BytesIO(client.get("/export/atlas.xlsx").data))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert any(FORMULA in str(cell.value) for cell in cells)


def test_a_file_name_holds_only_plain_letters(client):
    header = client.get("/export/atlas.csv", query_string={"q": 'a"\r\nX: y;/../é'}).headers["Content-Disposition"]
    assert header.isascii() and "\r" not in header and "/" not in header and header.count('"') == 2


def test_every_way_to_hand_it_out_answers(client):
    for suffix in client.get("/api/layers").json["layers"][0]["exports"]:
        response = client.get(f"/export/atlas.{suffix}")
        assert response.status_code == 200, suffix
        if suffix == "html":
            assert SCRIPT not in response.text


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"sources": [{"title": "t", "publisher": "p", "url": "javascript:alert(1)"}]},
     "sources[0].url: 'javascript:alert(1)' is no http(s) address."),
    ({"sources": [{"title": "t", "publisher": "p", "url": "data:text/html,x"}]}, "is no http(s) address."),
    ({"sources": [{"title": "t", "publisher": "p", "url": 'https://x.example/"onclick="y'}]}, "is no http(s) address"),
    ({"kind": SCRIPT}, "kind: unknown code '<script>alert(1)</script>'."),
    ({"name": None}, "name: is missing; every record needs it."),
    ({"evil": "x"}, "evil: is no column of the atlas"),
    ({"chinese_parties": [{"id": SCRIPT, "note": ""}]}, "is not in organisations.json"),
    ({"cost_usd_million": "=1+1"}, "cost_usd_million: expected a number, found '=1+1'."),
])
def test_what_cannot_be_shown_safely_is_refused(tmp_path, changes, sentence):
    with pytest.raises(DataFileError) as refused:
        Repository(spoil(tmp_path / "catalogue", **changes))
    assert f"sites/{ID}.geojson: " in str(refused.value) and sentence in str(refused.value)


def test_an_id_that_is_no_slug_is_refused(tmp_path):
    folder = spoil(tmp_path / "catalogue")
    path = folder / "sites" / f"{ID}.geojson"
    path.write_text(path.read_text("utf-8").replace(f'"id": "{ID}"', f'"id": "{SCRIPT}"'), "utf-8")
    with pytest.raises(DataFileError, match="is not lower-case words joined by hyphens"):
        Repository(folder)

"""Printed maps through the app's own routes: paper, view and language of an address, and what is refused."""

import io

import pypdf
import pytest
from PIL import Image


def test_an_address_gives_a_page(atlas_client):
    answer = atlas_client.get("/export/atlas.pdf?kind=seaport&orientation=portrait&map=4.2/43/60&lang=ru")
    assert answer.status_code == 200 and answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"].endswith('.pdf"')
    page = pypdf.PdfReader(io.BytesIO(answer.data)).pages[0]
    assert page.mediabox.width < page.mediabox.height
    text = page.extract_text().replace("\n", "")
    assert "морской порт" in text and "map=4.2/43/60" in text


def test_the_paper_is_part_of_the_etag(atlas_client):
    address = "/export/sites.png?q=turgusun"
    first = atlas_client.get(address)
    assert Image.open(io.BytesIO(first.data)).size == (2245, 1587)
    etag = {"If-None-Match": first.headers["ETag"]}
    assert atlas_client.get(address, headers=etag).status_code == 304
    other = atlas_client.get(f"{address}&orientation=portrait", headers=etag)
    assert Image.open(io.BytesIO(other.data)).size == (1587, 2245)


@pytest.mark.parametrize(("query", "sentence"), [
    ("paper=a5", "paper=a5: expected one of a4, a3."),
    ("orientation=tall", "orientation=tall: expected one of landscape, portrait."),
    ("theme=sepia", "theme=sepia: expected one of light, dark."),
    ("map=here", "map=here: expected zoom/latitude/longitude, such as 5.2/43.1/70.4"),
    ("map=5/95/70", "map=5/95/70: expected"),
    ("map=5/nan/70", "map=5/nan/70: expected"),
    ("record=nobody", "record=nobody: no record has that id."),
    ("country=XXX", "country=XXX: no such country here."),
])
def test_what_cannot_be_printed_is_refused_in_plain_words(atlas_client, query, sentence):
    answer = atlas_client.get(f"/export/atlas.svg?{query}")
    assert answer.status_code == 400 and sentence in answer.text


def test_paper_is_for_printed_maps_alone(atlas_client):
    answer = atlas_client.get("/export/atlas.csv?paper=a4")
    assert answer.status_code == 400 and "paper: no such parameter" in answer.text

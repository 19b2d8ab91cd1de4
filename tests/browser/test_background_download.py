"""Slow files from the Download menu: the page says how far they are, they arrive and open, and they can be stopped."""

import csv
import io
import zipfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from dashboard.made import made_folder, slots_folder
from dashboard.settings import Settings
from dashboard.slots import take_slot


@pytest.fixture(scope="module")
def background_settings(tmp_path_factory):
    return Settings(data_dir=tmp_path_factory.mktemp("data"), export_jobs=1, export_records=700)


@pytest.fixture(scope="module")
def background_site(serve, background_settings):
    """The address of an app whose data folder the test can look into."""
    environment = background_settings.to_environment()
    return serve(**{name: environment[name] for name in ("ATLAS_DATA_DIR", "ATLAS_EXPORT_JOBS",
                                                         "ATLAS_EXPORT_RECORDS")})


@pytest.fixture
def menu(visit, background_site):
    """A function: address -> the page with its Download menu open."""
    def open_menu(address):
        atlas = visit(address, at=background_site)
        atlas.wait(lambda: ("?" in link(atlas, "csv").get_attribute("href")) == ("?" in address), "the links are right")
        atlas.page.locator("#menu-download > summary").click()
        return atlas
    return open_menu


def link(atlas, suffix):
    return atlas.page.locator(f'a[data-export="/export/atlas.{suffix}"]')


def words(atlas):
    return atlas.page.locator("#making-words").inner_text()


def fetch(atlas, suffix):
    """Click the link: the path of the file, and every sentence that was read meanwhile."""
    files, read = [], []

    def keep(file):
        files.append(file)

    atlas.page.on("download", keep)
    link(atlas, suffix).click()

    def arrived():
        read.append(words(atlas))
        return files
    atlas.wait(arrived, f"{suffix} arrives")
    atlas.page.remove_listener("download", keep)
    return files[0], list(dict.fromkeys(read))


def test_an_archive_is_made_with_progress_and_arrives(menu):
    atlas = menu("/?country=UZB&sector=230")
    file, read = fetch(atlas, "zip")
    assert read[0] == "ZIP: starting"
    assert any("the data" in sentence or "records" in sentence for sentence in read[1:]), read
    assert file.suggested_filename.startswith("belt-road-atlas_energy-UZB_")
    with zipfile.ZipFile(file.path()) as archive:
        assert archive.testzip() is None
        rows = list(csv.DictReader(io.StringIO(archive.read("data/records.csv").decode("utf-8-sig"))))
    assert len(rows) == atlas.count()
    atlas.wait(lambda: "is ready" in words(atlas), "the sentence says so")
    again = atlas.page.locator("#making-again")
    assert again.is_visible() and "/export/made/" in again.get_attribute("href")
    assert atlas.page.locator("#making-cancel").is_hidden()


def test_a_printed_map_arrives(menu):
    atlas = menu("/?country=TJK")
    file, _ = fetch(atlas, "pdf")
    data = Path(file.path()).read_bytes()
    assert data.startswith(b"%PDF-") and b"%%EOF" in data[-64:]


def test_it_can_be_stopped(menu, background_settings):
    folder = made_folder(background_settings)
    atlas = menu("/?country=KGZ")
    before = set(folder.glob("*"))
    link(atlas, "png").click()
    bar = atlas.page.locator("#making-bar")
    atlas.wait(lambda: bar.is_visible() and words(atlas).startswith("PNG"), "the bar is there")
    atlas.wait(lambda: bar.get_attribute("value") != "0", "the job has begun")
    atlas.page.locator("#making-cancel").click()
    assert words(atlas) == "Cancelled; nothing was kept."
    assert bar.is_hidden()
    with ExitStack() as held:
        def is_free():
            return held.enter_context(take_slot(slots_folder(background_settings), 1)) or True
        atlas.wait(lambda: _tried(is_free), "the process is gone")
    atlas.page.wait_for_timeout(500)
    assert set(folder.glob("*")) == before


def _tried(act):
    try:
        return act()
    except RuntimeError:
        return False


def test_a_quick_format_comes_at_once(menu):
    atlas = menu("/?country=TKM")
    with atlas.page.expect_download() as download:
        link(atlas, "csv").click()
    assert "/export/atlas.csv?country=TKM" in download.value.url
    assert atlas.page.locator("#making-box").is_hidden()


def test_when_the_server_is_busy_the_menu_says_so(menu, background_settings):
    atlas = menu("/?country=TKM&lang=ru")
    with take_slot(slots_folder(background_settings), 1):
        link(atlas, "zip").click()
        atlas.wait(lambda: "Повторите через несколько секунд" in words(atlas), "the sentence")
    assert fetch(atlas, "zip")[0].path()


def test_too_many_records_are_refused_in_the_menu(menu):
    atlas = menu("/")
    assert atlas.count() > 700
    link(atlas, "zip").click()
    atlas.wait(lambda: "one file may hold 700" in words(atlas), "the sentence")


def test_without_the_pages_code_the_same_address_gives_the_file(menu, background_site):
    atlas = menu("/?country=TKM&sector=230")
    address = link(atlas, "zip").get_attribute("href")
    response = atlas.page.request.get(background_site + address)
    assert response.status == 200 and zipfile.is_zipfile(io.BytesIO(response.body()))

"""Downloads that take a while: bounded when asked for directly, made by a process of their own for the page."""

import io
import os
import subprocess
import sys
import time
import zipfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from dashboard import made
from dashboard.factory import create_app
from dashboard.formats import FORMATS
from dashboard.made import find_file, keep_file, made_folder, slots_folder, sweep
from dashboard.settings import Settings
from dashboard.slots import BusyError, has_free_slot, take_slot
from geodata.repository import Repository
from tests.app.background import Background

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "data" / "small_catalogue"


@pytest.fixture(scope="module")
def repository():
    return Repository(SMALL)


@pytest.fixture(scope="module")
def make_app(repository, tmp_path_factory):
    """A function: settings -> Flask's test client of the app, and the settings."""
    def make(**changes):
        settings = Settings(catalogue_dir=SMALL, data_dir=tmp_path_factory.mktemp("data"), **changes)
        return create_app(repository, settings).server.test_client(), settings
    return make


@pytest.fixture(scope="module")
def app(make_app):
    return make_app()


@pytest.fixture
def client(app):
    return app[0]


@pytest.fixture
def folder(app):
    return made_folder(app[1])


def hold_all_slots(settings):
    held = ExitStack()
    for _ in range(settings.export_jobs):
        held.enter_context(take_slot(slots_folder(settings), settings.export_jobs))
    return held


# --- direct downloads -------------------------------------------------------------------------------

def test_past_so_many_at_once_the_answer_is_429(app):
    client, settings = app
    with hold_all_slots(settings):
        refused = client.get("/export/atlas.zip")
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
        assert refused.content_type == "text/plain; charset=utf-8"
        assert "Please try again in a few seconds" in refused.text
        assert "повторите" in client.get("/export/sites.html?lang=ru").text.lower()
        assert client.get("/export/atlas.csv").status_code == 200, "what is quick is not bounded"
    assert client.get("/export/atlas.zip").status_code == 200


def test_who_has_the_file_already_needs_no_slot(app):
    client, settings = app
    etag = client.get("/export/routes.zip").headers["ETag"]
    with hold_all_slots(settings):
        assert client.get("/export/routes.zip", headers={"If-None-Match": etag}).status_code == 304


def test_past_so_many_records_the_answer_is_413(make_app, repository):
    client, _ = make_app(export_records=2)
    refused = client.get("/export/atlas.csv")
    assert refused.status_code == 413
    assert refused.content_type == "text/plain; charset=utf-8"
    assert f"These are {len(repository.records)} records, and one file may hold 2." in refused.text
    assert client.get("/export/atlas.csv?sector=230&country=KAZ").status_code == 200
    assert client.get("/export/routes.csv").status_code == 200
    assert client.get("/export/sites.csv").status_code == 413


@pytest.mark.parametrize("suffix", ["html", "pdf", "png", "svg"])
def test_what_is_to_be_looked_at_holds_fewer(make_app, monkeypatch, suffix):
    client, _ = make_app()
    monkeypatch.setitem(FORMATS, suffix, replace(FORMATS[suffix], most=2))
    refused = client.get(f"/export/atlas.{suffix}")
    assert refused.status_code == 413
    assert "one file may hold 2." in refused.text
    assert client.get("/export/atlas.csv").status_code == 200


def test_the_whole_catalogue_fits_into_every_format(atlas_repository):
    assert all(format_.most is None or format_.most > 5 * len(atlas_repository.records) for format_ in FORMATS.values())


def test_a_slot_comes_back_when_its_holder_is_killed(tmp_path):
    code = ("import sys, time; from pathlib import Path; from dashboard.slots import take_slot\n"
            "with take_slot(Path(sys.argv[1]), 1): print('held', flush=True); time.sleep(60)")
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline().strip() == b"held"
        with pytest.raises(BusyError), take_slot(tmp_path, 1):
            pass
        assert has_free_slot(tmp_path, 2)
        process.kill()
        process.wait(10)
        assert has_free_slot(tmp_path, 1)


# --- finished files ---------------------------------------------------------------------------------

def test_a_finished_file_is_handed_out(client, folder):
    token = keep_file(folder, "belt-road-atlas_all_2026-11-21.shp.zip", b"PK")
    response = client.get(f"/export/made/{token}", buffered=True)
    assert (response.status_code, response.data) == (200, b"PK")
    assert response.headers["Content-Disposition"] == "attachment; filename=belt-road-atlas_all_2026-11-21.shp.zip"
    assert response.content_type == "application/zip"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert keep_file(folder, "a.csv", b"") != token and len(token) == 43


def test_a_finished_file_is_swept_after_an_hour(client, folder):
    token, kept = keep_file(folder, "old.csv", b"1"), keep_file(folder, "new.csv", b"2")
    earlier = time.time() - made.KEPT_SECONDS - 1
    os.utime(folder / token, (earlier, earlier))
    response = client.get(f"/export/made/{token}")
    assert response.status_code == 404
    assert "wait for an hour" in response.text
    assert not (folder / token).exists()
    assert find_file(folder, kept).read_bytes() == b"2"


def test_what_was_never_finished_is_swept_after_a_minute(tmp_path):
    unfinished = tmp_path / ("x" * 43 + ".part")
    unfinished.mkdir()
    sweep(tmp_path)
    assert unfinished.exists(), "somebody may still be writing it"
    sweep(tmp_path, time.time() + 61)
    assert not unfinished.exists()


def test_finished_files_take_only_so_much_room(tmp_path, monkeypatch):
    monkeypatch.setattr(made, "MOST_BYTES", 25)
    tokens = [keep_file(tmp_path, "a.csv", b"0123456789") for _ in range(3)]
    for age, token in enumerate(reversed(tokens)):
        os.utime(tmp_path / token, (time.time() - 10 * age,) * 2)
    assert [find_file(tmp_path, token) is not None for token in tokens] == [False, True, True]


@pytest.mark.parametrize("token", [
    "../jobs/slot-0.lock", "..%2Fjobs%2Fslot-0.lock", "%2e%2e/%2e%2e/etc/passwd", "..", ".", "x" * 43,
    "x" * 43 + ".part", "....//....//etc/passwd", "%00", "C:%5Cwindows", "/etc/passwd", "ф" * 43])
def test_nothing_but_finished_files_is_handed_out(client, folder, token):
    (folder / ("x" * 43 + ".part")).mkdir(parents=True, exist_ok=True)
    (folder / ("x" * 43 + ".part") / "a.csv").write_text("unfinished")
    assert client.get(f"/export/made/{token}").status_code in (308, 404)
    assert client.get(f"/export/made/{token}", follow_redirects=True).status_code == 404


def test_a_data_folder_that_cannot_be_written_is_no_end(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    instead = made_folder(Settings(data_dir=in_the_way))
    assert find_file(instead, keep_file(instead, "a.csv", b"1")).read_bytes() == b"1"


# --- in the background ------------------------------------------------------------------------------

def test_a_file_is_made_in_the_background(client, folder):
    page = Background(client)
    answer, said = page.finish(page.start(suffix="zip", query={"country": "KAZ", "lang": "ru"}))
    assert answer["name"].startswith("belt-road-atlas_KAZ_") and answer["name"].endswith(".zip")
    response = client.get(f"/export/made/{answer['token']}", buffered=True)
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        assert "data/records.csv" in archive.namelist()
    direct = client.get("/export/atlas.zip?country=KAZ&lang=ru")
    assert response.data == direct.data, "the same bytes as by direct address"
    steps = [int(step) for step, _, _ in said]
    assert steps == sorted(steps) and all(sentence.startswith("ZIP: ") for _, _, sentence in said)


def test_the_background_keeps_to_the_same_bounds(make_app):
    client, settings = make_app(export_records=2, export_jobs=1)
    page = Background(client)
    answer, _ = page.finish(page.start(suffix="csv", query={"lang": "ru"}))
    assert "в одном файле может быть не более 2" in answer["problem"]
    with hold_all_slots(settings):
        answer, _ = page.finish(page.start(suffix="zip"))
    assert answer["problem"] == "busy"
    assert not made_folder(settings).exists() or not list(made_folder(settings).iterdir())


@pytest.mark.parametrize("wanted", [
    {"suffix": "exe"}, {"suffix": "zip", "what": "../atlas"}, {"suffix": "zip", "query": "country=KAZ"},
    {"suffix": ["zip"]}, {"suffix": "csv", "query": {"contry": "KAZ"}}])
def test_a_strange_wish_is_refused(client, folder, wanted):
    before = set(folder.glob("*"))
    page = Background(client)
    answer, _ = page.finish(page.start(**wanted))
    assert answer["problem"] == "failed" or "no such parameter" in answer["problem"]
    assert set(folder.glob("*")) == before


def test_cancelling_ends_the_process_and_leaves_nothing(make_app):
    """With an app of its own: of several in one process, Dash signs jobs with the secret of the last."""
    client, settings = make_app()
    before = set(made_folder(settings).glob("*"))
    page = Background(client)
    handles = page.start(suffix="pdf")
    process = psutil.Process(int(handles["job"].partition("~")[0]))
    assert "dashboard.job_process" in process.cmdline()
    assert page.cancel(handles) in (200, 204)
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    assert page.finish(handles)[0] is None
    time.sleep(0.5)
    assert set(made_folder(settings).glob("*")) == before
    assert has_free_slot(slots_folder(settings), 1)


def test_a_job_that_is_not_ones_own_cannot_be_cancelled(make_app):
    client, _ = make_app()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as bystander:
        page = Background(client)
        for forged in (str(bystander.pid), f"{bystander.pid}~{'0' * 64}"):
            page.cancel({"job": forged})
        assert bystander.poll() is None
        bystander.kill()


def test_the_process_needs_neither_dash_nor_the_server():
    code = "import sys, dashboard.job_process, dashboard.making; print(sorted({'dash', 'flask'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "dash'" not in run.stdout


def test_messages_between_the_processes_are_json(app):
    client, settings = app
    page = Background(client)
    page.finish(page.start(suffix="bib"))
    data = b"".join(path.read_bytes() for path in (slots_folder(settings) / "messages").rglob("*") if path.is_file())
    assert b"\x80\x04\x95" not in data and b"\x80\x05\x95" not in data, "no pickles"

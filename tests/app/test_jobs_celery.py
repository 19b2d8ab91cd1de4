"""Downloads in the background by Celery: a real Redis on this machine, a real worker, the app's real route."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.factory import create_app
from dashboard.made import made_folder
from dashboard.settings import Settings, SettingsError
from geodata.repository import Repository
from tests.app.background import PATIENCE, Background

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "data" / "small_catalogue"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


def wait_for(condition, process, log):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None and time.monotonic() < end, log.read_text("utf-8")
        time.sleep(0.1)


def start(command, log, **environ):
    with log.open("w") as out:
        return subprocess.Popen(command, cwd=ROOT, env=os.environ | environ, stdout=out, stderr=out)


def stop(process):
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    """The address of a Redis that keeps nothing."""
    server = shutil.which("redis-server")
    if not server and os.environ.get("CI") != "true":
        pytest.skip("redis-server is not installed: files made by Celery are NOT TESTED (apt install redis-server)")
    assert server, "CI installs redis-server"
    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    process = start([server, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)],
                    folder / "log.txt")
    wait_for(lambda: "Ready to accept connections" in (folder / "log.txt").read_text("utf-8"), process,
             folder / "log.txt")
    yield f"redis://127.0.0.1:{port}/0"
    stop(process)


@pytest.fixture(scope="module")
def settings(redis, tmp_path_factory):
    return Settings(catalogue_dir=SMALL, data_dir=tmp_path_factory.mktemp("data"), celery_broker=redis)


@pytest.fixture(scope="module")
def client(settings):
    return create_app(Repository(SMALL), settings).server.test_client()


@pytest.fixture(scope="module")
def worker(settings, tmp_path_factory):
    log = tmp_path_factory.mktemp("worker") / "log.txt"
    process = start([sys.executable, "-m", "celery", "--app", "dashboard.worker", "worker", "--concurrency", "1",
                     "--loglevel", "info"], log, **settings.to_environment())
    wait_for(lambda: " ready." in log.read_text("utf-8"), process, log)
    yield log
    stop(process)


def test_a_worker_makes_the_file(client, worker, settings):
    page = Background(client)
    answer, _ = page.finish(page.start(suffix="zip", query={"country": "KAZ"}))
    assert answer["name"].startswith("belt-road-atlas_KAZ_")
    response = client.get(f"/export/made/{answer['token']}", buffered=True)
    assert response.data == client.get("/export/atlas.zip?country=KAZ").data
    assert [path.name for path in made_folder(settings).iterdir()] == [answer["token"]]
    assert "succeeded" in worker.read_text("utf-8")


def test_a_problem_comes_back_as_a_sentence(client, worker):
    page = Background(client)
    answer, _ = page.finish(page.start(suffix="csv", query={"contry": "KAZ"}))
    assert "contry: no such parameter" in answer["problem"]


def test_the_worker_goes_on_after_a_job_is_cancelled(client, worker):
    page = Background(client)
    assert page.cancel(page.start(suffix="pdf")) in (200, 204)
    answer, _ = page.finish(page.start(suffix="bib"))
    assert answer["name"].endswith(".bib")


def test_an_address_that_is_no_redis_is_refused():
    with pytest.raises(SettingsError, match="ATLAS_CELERY_BROKER='amqp://x': expected the address of a Redis"):
        Settings.from_environment({"ATLAS_CELERY_BROKER": "amqp://x"})


def test_settings_go_through_the_environment(tmp_path):
    settings = Settings(catalogue_dir=SMALL, data_dir=tmp_path, export_jobs=3, public_url="https://atlas.example")
    assert Settings.from_environment(settings.to_environment()) == settings

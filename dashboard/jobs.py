"""Where Dash's background callbacks run: processes of this machine, or Celery workers where there is Redis.

A job is a function at the top of a module, called with plain data. It is never pickled and nothing of the
web server is copied into it, so that no lock of another thread can stop it, on any system.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import diskcache
from dash import CeleryManager, DiskcacheManager

from dashboard.made import slots_folder

ROOT = Path(__file__).resolve().parent.parent
MOST_SECONDS = 600  # of one job; then it is ended


def background_manager(settings):
    """The manager for `Dash(background_callback_manager=...)`."""
    if settings.celery_broker:
        return CeleryManager(celery_app(settings.celery_broker))
    return ProcessManager(settings)


@cache
def celery_app(address: str):
    """A Celery app that has its queue and its results in a Redis. Raises SystemExit if Celery is not installed."""
    try:
        from celery import Celery
    except ImportError:
        raise SystemExit("ATLAS_CELERY_BROKER is set, but Celery is not installed: "
                         'pip install "celery[redis]"') from None
    app = Celery("belt-road-atlas", broker=address, backend=address)
    app.conf.update(task_time_limit=MOST_SECONDS, result_expires=3600, worker_prefetch_multiplier=1,
                    broker_connection_retry_on_startup=True)
    return app


class ProcessManager(DiskcacheManager):
    """Runs each job as `python -m dashboard.job_process`, and hears of it through files in the data folder.

    The files hold JSON instead of Diskcache's pickles.
    """

    def __init__(self, settings):
        self.folder = slots_folder(settings) / "messages"
        self.environment = settings.to_environment()
        self.started = []
        super().__init__(diskcache.Cache(str(self.folder), disk=diskcache.JSONDisk))

    def get_or_create_signing_secret(self, generate):
        self.handle.add(self.SIGNING_SECRET_KEY, generate().hex())
        return bytes.fromhex(self.handle.get(self.SIGNING_SECRET_KEY))

    def make_job_fn(self, fn, progress, key=None):
        """The function by its address, which the process imports."""
        return f"{fn.__module__}:{fn.__qualname__}"

    def call_job_fn(self, key, job_fn, args, context):
        """Start the process; gives its number."""
        job = {"folder": str(self.folder), "key": key, "progress_key": self._make_progress_key(key),
               "function": job_fn, "args": args}
        process = subprocess.Popen([sys.executable, "-m", "dashboard.job_process"], cwd=ROOT,
                                   env=os.environ | self.environment, stdin=subprocess.PIPE)
        with process.stdin as pipe:
            pipe.write(json.dumps(job).encode("utf-8"))
        self.started = [earlier for earlier in self.started if earlier.poll() is None] + [process]
        return process.pid

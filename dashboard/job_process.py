"""`python -m dashboard.job_process`: one job of `jobs.ProcessManager`, told on standard input, and then the end.

Looks for a free slot before it loads anything large. Ends itself after ten minutes.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
import time

import diskcache

from dashboard.made import slots_folder
from dashboard.settings import Settings
from dashboard.slots import has_free_slot

MOST_SECONDS = 600
LINGER_SECONDS = 5  # Dash looks for the result first and for the process second: it must still be there


def main() -> None:
    """Run the job and leave its result where the manager looks for it."""
    _limit_time()
    job = json.load(sys.stdin)
    with diskcache.Cache(job["folder"], disk=diskcache.JSONDisk) as messages:
        messages.set(job["key"], _run(job, messages), expire=3600)
        time.sleep(LINGER_SECONDS)


def _run(job, messages):
    settings = Settings.from_environment()
    if not has_free_slot(slots_folder(settings), settings.export_jobs):
        return {"problem": "busy"}
    module, _, name = job["function"].partition(":")
    function = getattr(importlib.import_module(module), name)
    try:
        return function(lambda said: messages.set(job["progress_key"], said, expire=3600), *job["args"])
    except Exception:  # the reader gets a sentence, the log gets the rest
        import traceback

        traceback.print_exc()
        return {"problem": "failed"}


def _limit_time():
    timer = threading.Timer(MOST_SECONDS, os._exit, (1,))
    timer.daemon = True
    timer.start()


if __name__ == "__main__":
    main()

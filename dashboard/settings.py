"""Settings from the environment, each described once; `docs/settings.md` is made from this list.

`python -m dashboard.settings` prints that page.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path

from platformdirs import user_data_dir


class SettingsError(ValueError):
    """A setting has a value that cannot be used."""


def _setting(default, env, help_, parse=str):
    return field(default=default, metadata={"env": env, "help": help_, "parse": parse})


def _port(text):
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError("expected a port from 0 to 65535 (0 takes any free one)")
    return port


def _count(text):
    count = int(text)
    if count < 1:
        raise ValueError("expected 1 or more")
    return count


def _one_of(*choices):
    def parse(text):
        if text not in choices:
            raise ValueError(f"expected one of {', '.join(choices)}")
        return text
    return parse


def _redis(text):
    if not text.startswith(("redis://", "rediss://", "redis+socket://")):
        raise ValueError("expected the address of a Redis, such as redis://127.0.0.1:6379/0")
    return text


def _address(text):
    if text and not text.startswith(("http://", "https://")):
        raise ValueError("expected an http(s) address or nothing")
    return text.rstrip("/")


@dataclass(frozen=True)
class Settings:
    """How the atlas is served. Every field can be set by an environment variable."""

    host: str = _setting("127.0.0.1", "ATLAS_HOST",
                         "Address to listen on. The default is this machine only; 0.0.0.0 is every interface.")
    port: int = _setting(8050, "ATLAS_PORT", "Port to listen on; 0 takes any free one.", _port)
    threads: int = _setting(8, "ATLAS_THREADS", "Worker threads of the built-in server.", _count)
    catalogue_dir: Path | None = _setting(None, "ATLAS_CATALOGUE_DIR",
                                          "Another catalogue folder, of the same form as geodata/catalogue.", Path)
    data_dir: Path = _setting(Path(user_data_dir("belt-road-atlas", appauthor=False)), "ATLAS_DATA_DIR",
                              "Where imported sets, tiles and caches live.", Path)
    public_url: str = _setting("", "ATLAS_PUBLIC_URL",
                               "Address readers use, for permalinks in exports; default: the request's own.", _address)
    repository_url: str = _setting("", "ATLAS_REPOSITORY_URL",
                                   "Address of the repository, on GitHub or a host like it: \"Correct this "
                                   "record\" opens <address>/edit/main/<file>.", _address)
    export_jobs: int = _setting(2, "ATLAS_EXPORT_JOBS",
                                "How many large files are made at once, counting direct downloads and those in the "
                                "background; past it the answer is 429.", _count)
    export_records: int = _setting(200_000, "ATLAS_EXPORT_RECORDS",
                                   "How many records one file may hold; past it the answer is 413.", _count)
    celery_broker: str = _setting("", "ATLAS_CELERY_BROKER",
                                  "Address of a Redis: files in the background are then made by Celery workers "
                                  "(docs/deployment.md) instead of processes of this machine.", _redis)
    log_format: str = _setting("text", "ATLAS_LOG_FORMAT", "text for people, json for log collectors.",
                               _one_of("text", "json"))
    log_level: str = _setting("info", "ATLAS_LOG_LEVEL", "debug, info, warning or error.",
                              _one_of("debug", "info", "warning", "error"))

    @classmethod
    def from_environment(cls, environ=None) -> Settings:
        """Settings from the environment. Raises SettingsError naming every variable that is wrong."""
        environ = os.environ if environ is None else environ
        values, problems = {}, []
        for f in fields(cls):
            text = environ.get(f.metadata["env"], "")
            if text == "":
                continue
            try:
                values[f.name] = f.metadata["parse"](text)
            except ValueError as error:
                problems.append(f"{f.metadata['env']}={text!r}: {error}.")
        if problems:
            raise SettingsError("\n".join(problems))
        return cls(**values)

    def to_environment(self) -> dict[str, str]:
        """The variables that give these settings to another process."""
        values = {f.metadata["env"]: getattr(self, f.name) for f in fields(self)}
        return {name: str(value) for name, value in values.items() if value not in ("", None)}


def settings_page() -> str:
    """The documentation of every setting, as Markdown."""
    rows = [f"| `{f.metadata['env']}` | {_default(f)} | {f.metadata['help']} |" for f in fields(Settings)]
    return "\n".join(["# Settings", "",
                      "The atlas reads these environment variables when it starts. A value that cannot be used "
                      "stops the start with a sentence that names it.", "",
                      "| variable | default | meaning |", "|---|---|---|", *rows, "",
                      "Made by `python -m dashboard.settings > docs/settings.md`; a test keeps it true.", ""])


def _default(f):
    if f.name == "data_dir":
        return "the user's data directory"
    return f"`{f.default}`" if f.default not in ("", None) else "none"


if __name__ == "__main__":
    print(settings_page(), end="")

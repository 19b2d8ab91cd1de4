"""Structured logs: one line an event, as text for people or JSON for collectors. Never holds personal data."""

import json
import logging
import sys
import time

_OURS = logging.getLogger("atlas")


def set_up_logs(log_format: str, level: str) -> None:
    """Send the `atlas` logger's events to standard error, once, in the given form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    _OURS.handlers[:] = [handler]
    _OURS.setLevel(level.upper())
    _OURS.propagate = False


def log_event(event: str, level: int = logging.INFO, **fields) -> None:
    """Log one event with its fields."""
    _OURS.log(level, event, extra={"fields": fields})


class JsonFormatter(logging.Formatter):
    """{"time": ..., "level": ..., "event": ..., fields...}"""

    def format(self, record):
        entry = {"time": _stamp(record), "level": record.levelname.lower(), "event": record.getMessage(),
                 **getattr(record, "fields", {})}
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


class TextFormatter(logging.Formatter):
    """time level event key=value ..."""

    def format(self, record):
        fields = "".join(f" {key}={json.dumps(value, ensure_ascii=False, default=str)}"
                         for key, value in getattr(record, "fields", {}).items())
        text = f"{_stamp(record)} {record.levelname.lower()} {record.getMessage()}{fields}"
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


def _stamp(record):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))

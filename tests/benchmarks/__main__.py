"""`python -m tests.benchmarks [topic ...]`: measure, print, and write the figures into README.md beside this file."""

from __future__ import annotations

import argparse
import importlib
import time

from tests.benchmarks.browser import browser_version
from tests.benchmarks.machine import machine_facts
from tests.benchmarks.report import write_section

TOPICS = ("catalogue", "callbacks", "exports", "starting", "first_load", "repaint", "folium_iframe")


def main() -> None:
    """Measure the named topics, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure how fast the atlas is.")
    parser.add_argument("topics", nargs="*", metavar="topic", help=f"one of {', '.join(TOPICS)}; none: all")
    topics = parser.parse_args().topics or TOPICS
    if unknown := sorted(set(topics) - set(TOPICS)):
        parser.error(f"no topic {', '.join(unknown)}; there are {', '.join(TOPICS)}")
    for topic in topics:
        began = time.perf_counter()
        module = importlib.import_module(f"tests.benchmarks.{topic}")
        print(write_section(topic, module.TITLE, module.measure()), flush=True)
        print(f"({topic} took {time.perf_counter() - began:.0f} s)\n", flush=True)
    print(write_section("machine", "Machine", machine_facts(browser_version())))


main()

"""`python -m geodata check | stats | dictionary`: the catalogue from the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geodata import dictionary
from geodata.cleaning import clean_records
from geodata.errors import DataFileError
from geodata.loading import CATALOGUE_DIR, load_catalogue, load_countries
from geodata.validation import check_catalogue, find_problems, find_remarks


def check(arguments) -> int:
    """Print every problem of the catalogue, with file and field; 1 if there is any."""
    raw = load_catalogue(arguments.folder)
    problems = find_problems(raw, load_countries())
    for problem in problems:
        print(problem)
    if arguments.remarks:
        for remark in find_remarks(raw):
            print(f"remark: {remark}")
    print(f"{len(raw.gdf)} records, {len(raw.organisations)} organisations, {len(raw.indicators)} indicators: "
          + ("no problem found." if not problems else f"{len(problems)} problems."))
    return 1 if problems else 0


def stats(arguments) -> int:
    """Print how many records there are, by layer, status and main columns filled."""
    raw = load_catalogue(arguments.folder)
    check_catalogue(raw)
    gdf = clean_records(raw.gdf)
    for column in ("layer", "status", "sector", "precision", "confidence"):
        print(f"{column}: " + ", ".join(f"{code} {n}" for code, n in gdf[column].value_counts(sort=False).items()))
    for column in ("year_agreed", "year_started", "year_completed", "active_from", "cost_usd_million", "capacity"):
        print(f"{column}: known for {gdf[column].notna().mean():.0%}")
    return 0


def print_dictionary(_arguments) -> int:
    """Print the data dictionary (docs/data-dictionary.md) as Markdown."""
    print(dictionary.data_dictionary(), end="")
    return 0


def main(argv=None) -> int:
    """Run one command; its exit code is returned."""
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run in (("check", check), ("stats", stats), ("dictionary", print_dictionary)):
        command = commands.add_parser(name, help=run.__doc__.splitlines()[0], description=run.__doc__)
        command.add_argument("--folder", type=Path, default=CATALOGUE_DIR, help="another catalogue folder")
        command.set_defaults(run=run)
        if name == "check":
            command.add_argument("--remarks", action="store_true", help="also what is allowed but worth a look")
    arguments = parser.parse_args(argv)
    try:
        return arguments.run(arguments)
    except DataFileError as error:
        print(error)
        return 1


if __name__ == "__main__":
    sys.exit(main())

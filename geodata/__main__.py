"""`python -m geodata check | stats | dictionary | diff | new | import | release`: the catalogue on the command line."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from geodata import dictionary
from geodata.changes import compare_versions
from geodata.cleaning import clean_records
from geodata.errors import GeodataError
from geodata.importers import count_changes, describe_import, read_export
from geodata.loading import CATALOGUE_DIR, load_catalogue, load_countries
from geodata.releases import make_release
from geodata.skeleton import write_skeleton
from geodata.validation import check_catalogue, find_problems, find_remarks
from geodata.writing import write_features

SINGULAR = {"site": "sites", "route": "routes", "pipeline": "pipelines", "powerline": "powerlines"}


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


def diff(arguments) -> int:
    """Print what changed from version A to version B of the catalogue, each a folder or a Git revision."""
    changes = compare_versions(arguments.a, arguments.b)
    for change in changes:
        print(change)
    records = {change.record for change in changes}
    print(f"{len(records)} records differ ({len(changes)} changes)." if changes else "No difference.")
    return 0


def new(arguments) -> int:
    """Write a valid skeleton of a new record: python -m geodata new site "Name in English"."""
    path = write_skeleton(SINGULAR[arguments.layer], arguments.name, arguments.folder)
    print(f"{path} is ready to be filled in. Then run: python -m geodata check")
    return 0


def import_file(arguments) -> int:
    """Print what an edited CSV or GeoJSON export would change in the catalogue; with --into, write its records."""
    raw = load_catalogue(arguments.folder)
    check_catalogue(raw)
    found = read_export(arguments.file, raw, countries=load_countries())
    changes = found.changes()
    print("\n".join([*describe_import(found), *map(str, changes)]))
    print(f"{count_changes(found, changes)} " + ("Nothing is written without --into FOLDER." if arguments.into is None
          else f"{len(write_features(found.features(), arguments.into))} files written into {arguments.into}."))
    return 0


def release(arguments) -> int:
    """Date the catalogue today and record what it holds, so that old links can be told what changed."""
    print(make_release(datetime.now(UTC).date(), arguments.folder))
    return 0


def main(argv=None) -> int:
    """Run one command; its exit code is returned."""
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except GeodataError as error:
        print(error)
        return 1


def _parser():
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    made = {name: _command(commands, name, run) for name, run in (
        ("check", check), ("stats", stats), ("dictionary", print_dictionary), ("diff", diff), ("new", new),
        ("import", import_file), ("release", release))}
    made["check"].add_argument("--remarks", action="store_true", help="also what is allowed but worth a look")
    made["diff"].add_argument("a", help="the older version")
    made["diff"].add_argument("b", help="the newer version")
    made["new"].add_argument("layer", choices=SINGULAR, help="what it is")
    made["new"].add_argument("name", help="its name in English")
    made["import"].add_argument("file", type=Path, help="a CSV or GeoJSON file that the atlas has exported")
    made["import"].add_argument("--into", type=Path, help="a folder to write a file for each record into, by layer")
    return parser


def _command(commands, name, run):
    command = commands.add_parser(name, help=run.__doc__.splitlines()[0], description=run.__doc__)
    command.add_argument("--folder", type=Path, default=CATALOGUE_DIR, help="another catalogue folder")
    command.set_defaults(run=run)
    return command


if __name__ == "__main__":
    sys.exit(main())

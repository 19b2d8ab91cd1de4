"""Reading, checking and cleaning the catalogue."""

from geodata.cleaning import clean_records
from geodata.loading import load_catalogue
from geodata.repository import Repository
from geodata.validation import find_problems
from tests.benchmarks.figures import Figure, median_figure, time_ms

TITLE = "Loading the catalogue"


def measure() -> list[Figure]:
    """Milliseconds of the whole load, and of its parts."""
    raw = load_catalogue()
    return [median_figure("whole: read, check, clean", time_ms(Repository), limit=1000, note=f"{len(raw.gdf)} records"),
            median_figure("read the files", time_ms(load_catalogue)),
            median_figure("check", time_ms(lambda: find_problems(raw))),
            median_figure("clean", time_ms(lambda: clean_records(raw.gdf)))]

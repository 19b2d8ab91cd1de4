"""Downloads, through the app's own address, of everything there is."""

from dashboard.factory import create_app
from dashboard.settings import Settings
from geodata.export import EXPORTS
from geodata.repository import Repository
from tests.benchmarks.figures import Figure, median_figure, time_ms

TITLE = "Downloads of the whole catalogue"


def measure() -> list[Figure]:
    """Milliseconds and size of the whole catalogue in each format."""
    client = create_app(Repository(), Settings()).server.test_client()
    return [_measure_format(client, suffix) for suffix in EXPORTS]


def _measure_format(client, suffix):
    address = f"/export/atlas.{suffix}"
    size = len(client.get(address).data)
    return median_figure(suffix, time_ms(lambda: client.get(address), runs=5), note=f"{size / 1000:,.0f} kB")

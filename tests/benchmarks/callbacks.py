"""What the server does for a filter change, through the page's own address for callbacks.

The answer holds the sentence, every count beside every choice, the years' bars and the legend. The map
does not wait for it.
"""

from __future__ import annotations

from dashboard import ids
from dashboard.factory import create_app
from dashboard.settings import Settings
from geodata.repository import Repository
from tests.benchmarks.figures import Figure, median_figure, time_ms
from tests.benchmarks.scale import ScaledRepository

TITLE = "Server's answer to a filter change"
QUERIES = (
    {}, {"country": "KAZ"}, {"sector": "230", "status": "operational"}, {"year": "2013-2020"},
    {"country": "KAZ,UZB", "year": "2015-", "undated": "0"}, {"q": "rail"}, {"kind": "road,railway"}, {"brief": "1"},
)


def measure() -> list[Figure]:
    """Milliseconds of one filter change, for the catalogue and for 100,000 records."""
    return [_measure_describe(Repository(), 15, rounds=4), _measure_table(Repository()),
            _measure_describe(ScaledRepository(100_000), 60, rounds=2)]


def _measure_describe(repository, limit, rounds):
    page = CallbackClient(repository)
    times = [t for query in QUERIES for t in time_ms(lambda query=query: page.ask(ids.SENTENCE, query), rounds)]
    size = len(page.ask(ids.SENTENCE, {}))
    return median_figure(f"filter change, {len(repository.records):,} records", times, limit=limit,
                         note=f"{len(QUERIES)} filters; unfiltered answer {size / 1000:.0f} kB before compression")


def _measure_table(repository):
    page = CallbackClient(repository)
    times = [t for query in QUERIES for t in time_ms(lambda query=query: page.ask(f"{ids.TABLE}.rowData", query), 3)]
    size = len(page.ask(f"{ids.TABLE}.rowData", {}))
    return median_figure("rows of the open table", times, note=f"all rows {size / 1000:.0f} kB before compression")


class CallbackClient:
    """Asks the app's callbacks as Dash's page does: the right outputs, inputs and states in a POST."""

    def __init__(self, repository):
        self.client = create_app(repository, Settings()).server.test_client()
        parts = list(_parts_of(self.client.get("/_dash-layout").get_json()))
        named = [part["id"] for part in parts]
        self.controls = [id_ for id_ in named if isinstance(id_, dict) and id_["type"] == "control"]
        self.stored = {part["id"]: part.get("data") for part in parts if isinstance(part["id"], str)}
        self.callbacks = self.client.get("/_dash-dependencies").get_json()

    def ask(self, output_start: str, query: dict) -> bytes:
        """The answer of the callback with that output to a settled query. Raises if it is not 200."""
        callback = next(c for c in self.callbacks if output_start in c["output"]
                        and any(i["id"] == ids.SETTLED for i in c["inputs"]))
        values = self.stored | {ids.SETTLED: query, ids.LANGUAGE: "en"}
        body = {"output": callback["output"], "outputs": self._outputs(callback["output"]),
                "changedPropIds": [f"{ids.SETTLED}.data"],
                "inputs": [{**part, "value": values[part["id"]]} for part in callback["inputs"]],
                "state": [self._state(part, values) for part in callback["state"]]}
        answer = self.client.post("/_dash-update-component", json=body)
        if answer.status_code != 200:
            raise RuntimeError(f"the callback answered {answer.status_code} for {query}")
        return answer.data

    def _outputs(self, text):
        parts = text.strip(".").split("...") if text.startswith("..") else [text]
        outputs = [self._output(*part.split("@")[0].rpartition(".")[::2]) for part in parts]
        return outputs if text.startswith("..") else outputs[0]

    def _output(self, component_id, prop):
        if not component_id.startswith("{"):
            return {"id": component_id, "property": prop}
        return [{"id": control, "property": prop} for control in self.controls]

    def _state(self, part, values):
        if not part["id"].startswith("{"):
            return {**part, "value": values[part["id"]]}
        return [{"id": control, "property": part["property"], "value": control} for control in self.controls]


def _parts_of(node):
    """The properties of every component of a layout that has an id."""
    if isinstance(node, dict):
        if "id" in node.get("props", {}):
            yield node["props"]
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _parts_of(part)

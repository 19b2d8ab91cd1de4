"""Ask a callback as the page does: through the app's real route, with what the page would send."""

import json
import re
from functools import cache


def ask(client, output, values, states=(), language="en"):
    """What a callback answers: {"id.property": value}.

    `output`: one of its outputs, such as "sentence.children". `values`: {"id.property": value} of its
    inputs; the first one set it off. `states` likewise; the language and the ids of the controls are known,
    and no row is ticked.
    """
    callback = find_callback(client, output)
    given = {"ticked.data": [], "language.data": language} | dict(states) | dict(values)
    controls = control_ids(client)
    body = {"output": callback["output"], "outputs": _outputs(callback["output"], controls),
            "inputs": [_part(part, given, controls) for part in callback["inputs"]],
            "state": [_part(part, given, controls) for part in callback["state"]],
            "changedPropIds": [next(iter(values))]}
    response = client.post("/_dash-update-component", json=body)
    assert response.status_code in (200, 204), response.text[:2000]
    if response.status_code == 204:
        return {}
    return {f"{name}.{prop}": value for name, props in response.json["response"].items()
            for prop, value in props.items()}


def find_callback(client, output):
    """The callback of the server that has this output first."""
    for callback in _dependencies(client):
        if output in callback["output"].strip(".").split("...") and not callback.get("clientside_function"):
            return callback
    raise LookupError(f"no callback of the server writes {output}")


@cache
def _dependencies(client):
    return client.get("/_dash-dependencies").json


@cache
def control_ids(client):
    """The ids of every filter control of the page."""
    return [i for i in layout_ids(client.get("/_dash-layout").json) if isinstance(i, dict) and i["type"] == "control"]


def layout_ids(tree):
    """Every id within what a layout or a callback sent: text, or a mapping for patterns."""
    return [node["props"]["id"] for node in nodes(tree) if "id" in node["props"]]


def nodes(tree):
    """Every component within a tree of components, as {"type", "namespace", "props"}."""
    if isinstance(tree, list):
        for part in tree:
            yield from nodes(part)
    elif isinstance(tree, dict) and "props" in tree and "type" in tree:
        yield tree
        yield from nodes(tree["props"].get("children"))


def words(tree):
    """Everything a reader would read in a tree of components, in one line."""
    return re.sub(r" ([,;:])", r"\1", " ".join(" ".join(_strings(tree)).split()))


def _strings(tree):
    if isinstance(tree, str | int | float):
        yield str(tree)
    elif isinstance(tree, list):
        for part in tree:
            yield from _strings(part)
    elif isinstance(tree, dict) and "props" in tree:
        yield from _strings(tree["props"].get("children"))


def _outputs(text, controls):
    parts = [part.rpartition(".") for part in (text.strip(".").split("...") if text.startswith("..") else [text])]
    specs = [[{"id": control, "property": prop} for control in controls] if '["ALL"]' in name
             else {"id": name, "property": prop} for name, _, prop in parts]
    return specs if text.startswith("..") else specs[0]


def _part(part, given, controls):
    name, prop = part["id"], part["property"]
    if '["ALL"]' in name:
        assert json.loads(name)["type"] == "control" and prop == "id", f"cannot fill {name}.{prop}"
        return [{"id": control, "property": prop, "value": control} for control in controls]
    return {"id": name, "property": prop, "value": given[f"{name}.{prop}"]}

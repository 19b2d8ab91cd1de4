"""Background callbacks as the page drives them: start, ask again and again, cancel; through the app's real route."""

import json
import re
import time

from tests.app.asking import find_callback

PATIENCE = 60  # seconds; far more than any job here takes, for machines that are busy


class Background:
    """One loaded page of an app, given by its Flask test client."""

    def __init__(self, client):
        config = re.search(r'<script id="_dash-config"[^>]*>(.*?)</script>', client.get("/").text, re.S)[1]
        self.client, self.end = client, json.loads(config)["end_id"]
        self.callback = find_callback(client, "made-file.data")

    def start(self, **wanted):
        """Want a file; gives the handles of its job, {"cacheKey", "job"}."""
        wanted = {"id": str(time.time_ns()), "what": "atlas", "query": {}, "origin": "http://localhost"} | wanted
        return self._post(wanted, {})

    def ask(self, handles):
        """What the server says of a job just now."""
        return self._post(None, {name: handles[name] for name in ("cacheKey", "job")})

    def finish(self, handles):
        """Wait for a job: its answer, and the (step, steps, sentence) that were seen meanwhile."""
        said, end = [], time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self.ask(handles)
            if answer.get("progress"):
                said.append(tuple(answer["progress"].values()))
            if "response" in answer:
                return answer["response"]["made-file"]["data"], said
            if "progress" not in answer and "multi" not in answer:
                return None, said
            time.sleep(0.1)
        raise AssertionError(f"no answer in {PATIENCE} s; heard {said}")

    def cancel(self, handles):
        """Press the button that stops it."""
        callback = find_callback(self.client, "making-cancel.id")
        body = {"output": callback["output"], "outputs": {"id": "making-cancel", "property": "id"}, "state": [],
                "inputs": [{"id": "making-cancel", "property": "n_clicks", "value": 1}],
                "changedPropIds": ["making-cancel.n_clicks"]}
        query = {"endId": self.end, "cancelJob": handles["job"]}
        return self.client.post("/_dash-update-component", json=body, query_string=query).status_code

    def _post(self, wanted, handles):
        body = {"output": self.callback["output"], "outputs": {"id": "made-file", "property": "data"}, "state": [],
                "inputs": [{"id": "wanted-file", "property": "data", "value": wanted}],
                "changedPropIds": ["wanted-file.data"]}
        response = self.client.post("/_dash-update-component", json=body,
                                    query_string={"endId": self.end} | handles)
        assert response.status_code in (200, 204), response.text[:2000]
        return response.json if response.status_code == 200 else {}

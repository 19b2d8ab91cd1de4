# make run: the atlas on http://127.0.0.1:8050    make test: everything CI checks
# make bench: speeds into tests/benchmarks/README.md    make check: the catalogue and the style alone

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test bench check docs clean

run: $(VENV)/run.stamp
	$(BIN)/python app.py

test: $(VENV)/test.stamp
	$(BIN)/python -m ruff check .
	$(BIN)/python -m geodata check
	$(BIN)/python -m pytest

bench: $(VENV)/test.stamp
	$(BIN)/python -m tests.benchmarks

check: $(VENV)/test.stamp
	$(BIN)/python -m ruff check .
	$(BIN)/python -m geodata check --remarks

docs: $(VENV)/run.stamp
	$(BIN)/python -m geodata dictionary > docs/data-dictionary.md
	$(BIN)/python -m dashboard.settings > docs/settings.md

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The atlas needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/test.stamp: tests/requirements.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis

"""How fast the atlas is, measured: `python -m tests.benchmarks [topic ...]` writes README.md beside this file."""

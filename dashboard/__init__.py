"""The page of the atlas: turns answers of `geodata` into pixels, files and JSON."""

__version__ = "0.1.0"

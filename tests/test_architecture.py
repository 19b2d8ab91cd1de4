"""One direction: app knows dashboard, dashboard knows geodata, geodata has never heard of the web."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
           for folder in ("geodata", "dashboard") for path in sorted((ROOT / folder).rglob("*.py"))}
MODULES["app.py"] = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))

# module or folder: what it never imports
NEVER = {
    "geodata/": ("dash", "plotly", "folium", "flask", "dashboard", "app"),
    "geodata/export/": ("geodata.importers", "geodata.loading", "geodata.writing"),
    "geodata/importers/": ("geodata.repository", "geodata.writing", "geodata.__main__", "subprocess", "tempfile"),
    "dashboard/": ("app",),
    "dashboard/layout/": ("dashboard.callbacks", "dashboard.routes", "dashboard.factory"),
    "dashboard/views/": ("dashboard.callbacks", "dashboard.layout", "dashboard.routes", "dashboard.factory", "flask"),
    "dashboard/callbacks/": ("dashboard.routes", "dashboard.layout", "dashboard.factory", "pandas", "geopandas",
                             "shapely"),
    "dashboard/routes/": ("dashboard.callbacks", "dashboard.layout", "dashboard.factory", "dash"),
    "dashboard/texts/": ("dash", "geodata"),
}
MAY = {("geodata/export/", "folium")}  # the take-away map
READERS = ("read_text", "read_bytes", "read_file", "read_csv", "read_json", "read_parquet", "read_excel",
           "read_feather", "read_arrow", "loadtxt", "urlopen")


def imported(tree):
    """Every module a file imports, inside functions too: `from a import b` counts as a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(tree):
    """Names of the functions and methods a file calls: `open` for open(), `.open` for path.open()."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.func.id if isinstance(node.func, ast.Name) else f".{getattr(node.func, 'attr', '')}"


def opens_files(tree):
    """Whether a file reads others; archives and images in memory are opened through their own modules."""
    in_memory = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)
                 and ast.unparse(node) in ("tarfile.open", "zipfile.open", "gzip.open", "Image.open")}
    called = set(calls(tree)) - ({".open"} if in_memory else set())
    return not called.isdisjoint({"open", ".open", *READERS, *(f".{name}" for name in READERS)})


def is_within(module, package):
    return module == package or module.startswith(package + ".")


@pytest.mark.parametrize("folder", NEVER)
def test_knowledge_goes_one_way(folder):
    paths = [path for path in MODULES if path.startswith(folder)]
    assert paths
    wrong = {(path, module) for path in paths for module in imported(MODULES[path]) for banned in NEVER[folder]
             if is_within(module, banned)
             and not any(path.startswith(place) and is_within(module, allowed) for place, allowed in MAY)}
    assert wrong == set()


def test_only_the_factory_meets_everybody():
    sides = ("dashboard.callbacks", "dashboard.layout", "dashboard.routes")
    meeting = {path for path, tree in MODULES.items() if path.startswith("dashboard/")
               and all(any(is_within(module, side) for module in imported(tree)) for side in sides)}
    assert meeting == {"dashboard/factory.py"}


def test_only_loading_opens_data_files():
    """Three kinds of file are no data of ours to load.

    Exports read back what they have just written; the basemap has scripts of its own, no part of serving;
    `releases.py` hashes whole files and keeps its own book of them, and reads no facts.
    """
    others = ("geodata/basemap/", "geodata/export/", "geodata/releases.py")
    assert {path for path, tree in MODULES.items() if path.startswith("geodata/") and not path.startswith(others)
            and opens_files(tree)} == {"geodata/loading.py"}


def test_exports_open_only_what_they_wrote_themselves():
    for path, tree in MODULES.items():
        if path.startswith("geodata/export/") and opens_files(tree):
            assert "tempfile" in set(imported(tree)), path


def test_reading_a_file_back_writes_none():
    """Importers are told bytes by `loading.py` and give records to whoever asked, who may then write them."""
    writers = {"open", ".open", ".write_text", ".write_bytes", ".mkdir"}
    assert {path for path, tree in MODULES.items() if path.startswith("geodata/importers/")
            and writers & set(calls(tree))} == set()


def test_only_the_command_line_imports_files():
    asking = {path for path, tree in MODULES.items() if not path.startswith("geodata/importers/")
              and any(is_within(module, "geodata.importers") for module in imported(tree))}
    assert asking == {"geodata/__main__.py"}


def test_callbacks_and_layout_open_no_file():
    folders = ("dashboard/layout/", "dashboard/callbacks/", "dashboard/views/")
    assert {path for path, tree in MODULES.items() if path.startswith(folders) and opens_files(tree)} == set()


def test_callbacks_belong_to_an_app():
    """Dash's global @callback reaches only the first app made in a process."""
    wrong = {path for path, tree in MODULES.items()
             if {"dash.callback", "dash.clientside_callback"} & set(imported(tree))}
    assert wrong == set()


def test_nothing_is_fetched_while_serving():
    network = ("requests", "urllib.request", "httpx", "http.client", "aiohttp")
    assert {path for path, tree in MODULES.items()
            if any(is_within(module, banned) for module in imported(tree) for banned in network)} == set()


def test_data_is_never_evaluated():
    wrong = {(path, name) for path, tree in MODULES.items() for name in calls(tree) if name in ("eval", "exec")}
    wrong |= {(path, module) for path, tree in MODULES.items() for module in imported(tree)
              if is_within(module, "pickle") or is_within(module, "marshal")}
    assert wrong == set()


@pytest.mark.parametrize("path", MODULES)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(MODULES[path]) or not MODULES[path].body


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("geodata/")])
def test_every_public_function_and_class_says_what_you_get(path):
    silent = [node.name for node in MODULES[path].body if isinstance(node, ast.FunctionDef | ast.ClassDef)
              and not node.name.startswith("_") and not ast.get_docstring(node)]
    assert silent == []

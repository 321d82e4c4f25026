"""The way of the data has one direction, and each layer knows only what lies before it."""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import analysis

ROOT = Path(__file__).parents[1]
CHAIN = ("corpus", "model", "decision", "evaluation", "explain", "plots")
# What a stage may import; `study` stands beside the chain and keeps what the stages made.
GROUND = {"errors", "progress"}
ALLOWED = {stage: {*CHAIN[: i + 1], *GROUND} for i, stage in enumerate(CHAIN)}
ALLOWED["sampling"] = {*CHAIN[:4], "sampling", *GROUND}
ALLOWED["plots"].add("sampling")
ALLOWED["study"] = {"study", "corpus", "model", "decision", *GROUND}
ALLOWED |= {stage: set() for stage in GROUND}
ALLOWED["commands"] = {*CHAIN, "sampling", "study", *GROUND, "commands"}
ALLOWED["cli"] = ALLOWED["commands"]
MODULES = sorted((ROOT / "analysis").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))


def imported(path):
    """Every module that a file imports, with its full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def names(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_no_arrow_runs_back(path):
    stage = path.relative_to(ROOT / "analysis").parts[0].removesuffix(".py")
    ours = [name.split(".")[1] for name in imported(path) if name.startswith("analysis.")]
    assert stage == "__init__" or set(ours) <= ALLOWED[stage]


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_analysis_knows_nothing_of_the_dashboard(path):
    assert not {name.split(".")[0] for name in imported(path)} & {"streamlit", "pages", "app"}


@pytest.mark.parametrize("path", PAGES, ids=names)
def test_pages_do_no_numerics(path):
    assert not {name.split(".")[0] for name in imported(path)} & {"numpy", "scipy", "sklearn"}


@pytest.mark.parametrize("path", PAGES, ids=names)
def test_streamlits_state_and_cache_are_touched_in_one_place_only(path):
    text = path.read_text(encoding="utf-8")
    assert path.name == "state.py" or "session_state" not in text
    assert path.parent.name == "cache" or "st.cache_" not in text


SECTIONS = ("data", "model", "estimates", "work")
SCRIPTS = [path for path in PAGES if path.parent.name in SECTIONS]


@pytest.mark.parametrize("path", SCRIPTS, ids=names)
def test_pages_are_thin(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


# Every check takes a corpus and returns a finding or None, as the modules' docstrings say once.
CHECKS = ("analysis.corpus.document_checks", "analysis.corpus.label_checks")


def public_objects():
    for module_info in pkgutil.walk_packages(analysis.__path__, "analysis."):
        module = importlib.import_module(module_info.name)
        for name, value in vars(module).items():
            ours = getattr(value, "__module__", None) == module.__name__
            if module.__name__ in CHECKS and inspect.isfunction(value):
                continue
            if ours and not name.startswith("_") and callable(value):
                yield f"{module.__name__}.{name}", value


PUBLIC = dict(public_objects())


@pytest.mark.parametrize("value", PUBLIC.values(), ids=PUBLIC.keys())
def test_every_public_function_and_class_has_a_docstring(value):
    assert value.__doc__
    if not inspect.isfunction(value):
        return
    parameters = inspect.signature(value).parameters
    undocumented = [p for p in parameters if not _documented(p, value.__doc__)]
    assert not undocumented


@pytest.mark.parametrize("value", [v for v in PUBLIC.values() if inspect.isfunction(v)], ids=str)
def test_a_function_that_returns_something_says_what(value):
    returned = inspect.signature(value).return_annotation
    if returned not in (None, "None", inspect.Signature.empty):
        assert "Returns\n" in value.__doc__ or "Yields\n" in value.__doc__


def _documented(parameter, docstring):
    """Whether a line of the Parameters section begins with the parameter's name."""
    section = docstring.partition("Parameters\n")[2]
    starts = [line.strip().split(" : ")[0] for line in section.splitlines() if " : " in line]
    return any(parameter in start.split(", ") for start in starts)

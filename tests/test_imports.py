"""The import layers of `pyproject.toml`, kept by import-linter."""

from importlinter.cli import lint_imports


def test_imports_go_downwards_only():
    assert lint_imports(no_cache=True) == 0

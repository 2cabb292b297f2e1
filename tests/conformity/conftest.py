"""A municipality whose checks a test writes itself."""

import pytest

from tenants import conformity


@pytest.fixture
def only_check(monkeypatch):
    """``only_check(glossary=lambda question: …)``: these checks and no others; underscores stand for hyphens."""

    def _only(**checks):
        monkeypatch.setattr(conformity, "_checks", {name.replace("_", "-"): check for name, check in checks.items()})

    return _only

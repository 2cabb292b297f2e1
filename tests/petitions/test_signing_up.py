"""Whatever signs up in a registry is loaded with the application: an act that nobody loads never runs."""

import re
import sys
from pathlib import Path

import petitions

REGISTRIES = re.compile(
    r"^@(?:due_act|conformity_check|told_in_digest|index_of|follows|erased_with_case|moves_with_department|"
    r"owned_by_person|language_part|onboarding_step)\b|^register_search_source\(",
    re.MULTILINE,
)


def test_every_module_that_signs_up_is_loaded():
    root = Path(petitions.__file__).parent
    signing = {
        ".".join(("petitions", *path.relative_to(root).with_suffix("").parts))
        for path in root.rglob("*.py")
        if REGISTRIES.search(path.read_text(encoding="utf-8"))
    }
    assert len(signing) > 10
    assert not {name for name in signing if name not in sys.modules}

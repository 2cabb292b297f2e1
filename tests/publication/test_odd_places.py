"""Numbers where nobody looks, and files of which a machine reads a part only."""

import pytest
from django.utils import timezone

from cms.publication.documents import look_into
from cms.publication.extraction.reading import answer
from cms.publication.findings import UNREADABLE, find
from cms.publication.models import DocumentFindings
from cms.publication.offices import offices
from tests.factories.media import document
from tests.publication.oddities import HALF_READ, ODD
from tests.publication.papers import registration_number

NUMBER = registration_number()


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.__name__)
def test_a_number_is_found_wherever_it_hides(in_alpha, odd):
    name, content = odd(NUMBER)
    known, today = offices(), timezone.localdate()
    said = answer(content, name.rpartition(".")[2])
    found = [each for _place, text in [("", name), *said["parts"]] for each in find(text, known, today)]
    assert any(each.sure for each in found), said


@pytest.mark.parametrize(("make", "state", "where"), HALF_READ, ids=[row[0].__name__ for row in HALF_READ])
def test_what_a_machine_cannot_read_is_named(in_alpha, make, state, where):
    (found,) = look_into(document(*make()), offices(), timezone.localdate())
    assert (found.kind, found.sure) == (UNREADABLE, False)
    assert DocumentFindings.objects.get().state == state
    assert where in found.where

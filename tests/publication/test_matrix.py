"""One test per invariant and path: what may not go out does not go out, by no path, and the path says why."""

import pytest

from cms.news.models import NoticePage
from cms.publication.models import PublicationRegister
from tests.publication.ways import WAYS
from tests.publication.wrongs import NUMBER, PLATE, WRONGS

EXPECTED = {"no_alternative_text": "대체", "posting_is_over": "게시기간", "perhaps_a_plate": "차량"}
#: Their pages show the draft itself.
AT_THE_DESK = {"editor", "workflow", "bulk"}


def of_draft(page) -> set[int]:
    """The draft, its translations, and what was added beside it."""
    siblings = NoticePage.objects.filter(path__startswith=page.get_parent().path)
    return set(siblings.values_list("pk", flat=True)) | set(
        NoticePage.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True)
    )


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("wrong", WRONGS, ids=lambda wrong: wrong.__name__)
def test_what_is_wrong_does_not_get_out(town, draft, wrong, way):
    wrong(draft)
    draft.save()
    said = way(town, draft)
    assert not NoticePage.objects.filter(pk__in=of_draft(draft), live=True).exists()
    assert not PublicationRegister.objects.filter(page_id__in=of_draft(draft)).exists()
    if way.__name__ not in AT_THE_DESK:
        assert NUMBER not in said
        assert PLATE not in said
    assert any(words in said for words in (EXPECTED.get(wrong.__name__, "●"), "alternative", "posting", "registration"))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_right_gets_out(town, draft, way):
    draft.save()
    way(town, draft)
    assert NoticePage.objects.filter(pk__in=of_draft(draft), live=True).exists()
    assert PublicationRegister.objects.filter(page_id__in=of_draft(draft), act="published").exists()

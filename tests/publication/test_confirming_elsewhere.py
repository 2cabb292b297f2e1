"""A find that may be personal data, in a translation: asked about on a screen of its own, and nothing typed is lost."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.news.models import NoticePage
from cms.publication.forms import CONFIRM, REASON
from cms.publication.models import FindingConfirmation
from tests.factories.reviews import take_as_reviewed
from tests.publication.wrongs import NUMBER, PLATE


@pytest.fixture
def translated(town, draft, monkeypatch):
    """A notice and its English translation, both public."""
    take_as_reviewed(monkeypatch)
    draft.save_revision().publish()
    source, _created = TranslationSource.get_or_create_from_instance(NoticePage.objects.get(pk=draft.pk))
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    translation.save_target(user=town.manager, publish=True)
    return translation


def translate(translation, path: str, words: str) -> StringTranslation:
    """As the translator types it: kept at once."""
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    return StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": words},
    )[0]


def target(translation) -> NoticePage:
    return NoticePage.objects.get(translation_key=translation.source.object_id, locale__language_code="en")


def publish(town, translation, follow: bool = True):
    address = reverse("wagtailadmin_pages:edit", args=[target(translation).pk])
    with town.on_commit(execute=True):
        return town.manager_client.post(address, {"action": "publish"}, follow=follow)


def test_the_screen_asks_and_the_words_go_out_after_it(town, translated):
    words = translate(translated, "title", f"Car {PLATE} towed")
    page = target(translated)
    response = publish(town, translated)
    screen = reverse("publication_confirm", args=[page.pk])
    assert response.redirect_chain[-1][0] == screen
    assert PLATE not in response.content.decode()
    ((found, ticked),) = response.context["finds"]
    assert not ticked
    assert target(translated).title != words.data
    # Without a tick, without a reason, with personal data in the reason: asked again, as it was filled in.
    assert town.manager_client.post(screen, {REASON: "공고"}).context["nothing_ticked"]
    for reason in ("", f"{NUMBER}"):
        again = town.manager_client.post(screen, {CONFIRM: [found.digest], REASON: reason})
        assert again.context["problem"]
        assert again.context["finds"][0][1]
    assert not FindingConfirmation.objects.exists()
    done = town.manager_client.post(screen, {CONFIRM: [found.digest], REASON: "견인 공고 대상 차량"})
    assert (done.status_code, FindingConfirmation.objects.get().confirmed_by) == (302, town.manager)
    publish(town, translated)
    assert target(translated).title == words.data
    words.refresh_from_db()
    assert words.data == f"Car {PLATE} towed"


def test_what_is_sure_stands_beside_and_cannot_be_confirmed(town, translated):
    translate(translated, "title", f"Car {PLATE} of {NUMBER}")
    response = publish(town, translated)
    assert len(response.context["sure"]) == len(response.context["finds"]) == 1
    assert NUMBER not in response.content.decode()


def test_nothing_is_asked_without_a_find_nor_of_strangers(town, translated, client_for):
    translate(translated, "title", f"No {NUMBER}")
    response = publish(town, translated)
    screen = reverse("publication_confirm", args=[target(translated).pk])
    assert screen not in [address for address, _status in response.redirect_chain]
    assert town.manager_client.get(screen).status_code == 302
    assert client_for(town.municipality).get(screen).status_code == 302
    assert town.editor_client.get(screen).status_code in (302, 403)

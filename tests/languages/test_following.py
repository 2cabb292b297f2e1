"""Which publication leaves a translation behind, and which brings it up to date: rows and history below every view."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from wagtail_localize.models import StringTranslation

from cms.departments.moving import Change
from cms.languages import moving
from cms.languages.due import reconcile_nightly
from cms.languages.models import SourceText, TranslatedPage, TranslationCheck, TranslationEvent, TranslationSetting
from cms.languages.selectors import lag_in
from cms.languages.services import making
from cms.languages.services.reconciling import reconcile
from cms.ordinance.translation import State
from cms.pages.models import Declaration
from tests.factories.departments import DepartmentFactory
from tests.languages.conftest import at


def test_a_translation_counts_from_its_publication(pair):
    row = pair.row
    assert (row.state, row.page_id, row.change) == (State.CURRENT, pair.page.pk, "nothing")
    assert row.made_from.at.date() == dt.date(2026, 5, 2)
    assert row.department_id == pair.source.department_id
    assert pair.acts() == ["translated", "published"]


def test_a_changed_fee_is_critical_until_the_translation_shows_it(pair):
    with at(6, 1):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    row = pair.row
    assert (row.state, row.change) == (State.CRITICALLY_BEHIND, "critical")
    assert row.pairs == [{"kind": "amount", "gone": "2,000원", "came": "3,000원"}]
    assert row.behind_since.date() == dt.date(2026, 6, 1)
    assert row.due_on == dt.date(2026, 6, 4)
    with at(6, 2):  # somebody mends a word: that is no translation of the new fee
        pair.say_in_english("The fee is 2,000 won.", "Please apply at the district office.")
    assert pair.row.state == State.CRITICALLY_BEHIND
    with at(6, 3):
        pair.say_in_english("The fee is 3,000 won.", "Please apply at the district office.")
    row = pair.row
    assert (row.state, row.behind_since, row.due_on, row.pairs) == (State.CURRENT, None, None, [])
    assert row.made_from.at.date() == dt.date(2026, 6, 1)
    assert pair.acts()[2:] == ["source_changed", "translated", "caught_up"]


def test_other_words_leave_it_behind_and_going_back_brings_it_up_to_date(pair):
    with at(6, 1):
        pair.say("수수료는 2,000원입니다.", "시청에서 신청합니다.")
    assert (pair.row.state, pair.row.due_on) == (State.BEHIND, dt.date(2026, 6, 15))
    with at(6, 5):  # it was behind before: the days count from the first change, those of the figure from its own
        pair.say("수수료는 3,000원입니다.", "시청에서 신청합니다.")
    row = pair.row
    assert (row.behind_since.date(), row.critical_since.date()) == (dt.date(2026, 6, 1), dt.date(2026, 6, 5))
    assert row.due_on == dt.date(2026, 6, 8)
    with at(6, 6):
        pair.say("수수료는 2,000원입니다.", "구청에서 신청합니다.")
    assert pair.row.state == State.CURRENT
    assert pair.acts()[-1] == "caught_up"


def test_what_says_nothing_new_leaves_nothing_behind(pair):
    before = TranslationEvent.objects.count()
    pair.edit(pair.source, publish=False, title="여권 발급 30,000원")  # a draft
    pair.source.refresh_from_db()
    pair.source.move(pair.source.get_parent(), pos="first-child")
    assert TranslationEvent.objects.count() == before
    pair.edit(pair.source, title="여권  안내!")
    assert (pair.row.state, pair.row.change) == (State.CURRENT, "cosmetic")


def test_a_minor_edit_of_the_translation_is_none_of_the_new_text(pair):
    pair.say("수수료는 2,000원입니다.", "시청에서 신청합니다.")
    page = type(pair.page).objects.get(pk=pair.page.pk)
    page.title = "Passport"
    revision = page.save_revision()
    Declaration.objects.create(revision=revision, kind=Declaration.Kind.MINOR, note="spelling")
    revision.publish()
    assert pair.row.state == State.BEHIND
    pair.edit(pair.page, title="Passport office")
    assert pair.row.state == State.CURRENT


def test_withdrawn_and_back(pair):
    type(pair.page).objects.get(pk=pair.page.pk).unpublish()
    assert (pair.row.state, pair.row.public) == (State.IN_TRANSLATION, False)
    pair.say("수수료는 3,000원입니다.")
    assert pair.row.state == State.IN_TRANSLATION
    pair.edit(pair.page)
    assert pair.row.state == State.CRITICALLY_BEHIND  # the old words are back, the new fee is not in them
    type(pair.page).objects.get(pk=pair.page.pk).delete()
    assert (pair.row.state, pair.row.page, pair.row.made_from) == (State.MISSING, None, None)
    assert pair.acts()[-1] == "withdrawn"


def test_a_deleted_original_takes_its_rows_and_leaves_its_history(pair):
    number = pair.source.pk
    type(pair.source).objects.get(pk=number).delete()
    assert not TranslatedPage.objects.filter(source_id=number).exists()
    assert TranslationEvent.objects.filter(source_id=number).last().act == "withdrawn"


def test_localize_counts_from_its_last_synchronisation(localized):
    assert localized.row.state == State.CURRENT
    with at(6, 1):
        localized.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    assert localized.row.state == State.CRITICALLY_BEHIND
    with at(6, 2):
        localized.publish()  # from the text of May: nothing is caught up
    assert localized.row.state == State.CRITICALLY_BEHIND
    with translation.override("en"):
        assert localized.localize.get_status_display() == "Up to date"  # what wagtail-localize says of the same
    with at(6, 3):
        localized.localize.source.update_from_db()
        localized.publish()  # the new sentence stands there in Korean
    row = localized.row
    assert (row.state, row.untranslated) == (State.IN_TRANSLATION, 1)
    assert row.behind_since.date() == dt.date(2026, 6, 1)
    with at(6, 4):
        localized.translate()
        localized.publish()
    row = localized.row
    assert (row.state, row.untranslated, row.behind_since) == (State.CURRENT, 0, None)
    assert row.made_from.at.date() == dt.date(2026, 6, 1)


def test_a_synchronisation_that_came_later_does_not_count_for_an_earlier_version(localized):
    with at(6, 1):
        localized.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
        localized.publish(publish=False)
        localized.localize.source.update_from_db()
        page = type(localized.page).objects.get(pk=localized.page.pk)
        page.latest_revision.publish()
    assert localized.row.state == State.CRITICALLY_BEHIND


def test_a_machine_translation_waits_for_a_reader(localized, django_user_model):
    localized.translate(kind=StringTranslation.TRANSLATION_TYPE_MACHINE)
    localized.publish()
    assert localized.row.state == State.MACHINE_UNREVIEWED
    person = django_user_model.objects.create(username="reader")
    making.review(localized.row, person)
    making.review(localized.row, person)
    assert (localized.row.state, localized.row.reviewed_by) == (State.CURRENT, person)
    assert localized.acts()[-2:] == ["machine", "reviewed"]
    localized.publish()
    assert localized.row.state == State.MACHINE_UNREVIEWED


def test_begun_and_not_public(english_home):
    from wagtail_localize.models import Translation, TranslationSource

    from tests.factories.pages import InformationPageFactory

    source = InformationPageFactory()
    kept, _created = TranslationSource.get_or_create_from_instance(source)
    Translation.objects.create(source=kept, target_locale=english_home.locale)
    row = TranslatedPage.objects.get(source=source)
    assert (row.state, row.page) == (State.IN_TRANSLATION, None)


def test_an_alias_is_no_translation(pair, english_home):
    from tests.factories.pages import InformationPageFactory

    source = InformationPageFactory()
    source.copy_for_translation(english_home.locale, copy_parents=True, alias=True)
    assert not TranslatedPage.objects.filter(source=source).exists()


def test_a_page_of_its_own_follows_no_original(pair):
    making.set_own_text(pair.row, True)
    pair.say("수수료는 3,000원입니다.")
    assert pair.row.state == State.CURRENT
    making.set_own_text(pair.row, False)
    assert pair.row.state == State.CURRENT
    pair.say("수수료는 4,000원입니다.")
    assert pair.row.state == State.CRITICALLY_BEHIND


def test_the_night_finds_what_came_by_other_ways(pair):
    TranslatedPage.objects.all().delete()
    assert reconcile().found == 2  # the front page is one, too
    assert pair.row.state == State.CURRENT
    type(pair.source).objects.filter(pk=pair.source.pk).update(title="여권 발급 3일")
    type(pair.page).objects.filter(pk=pair.page.pk).update(title="Passports, three days")
    assert reconcile().mended == 1
    assert pair.row.state == State.CRITICALLY_BEHIND
    type(pair.page).objects.filter(pk=pair.page.pk).update(live=False)
    reconcile()
    assert pair.row.state == State.IN_TRANSLATION
    assert reconcile().mended == reconcile().found == 0


@pytest.mark.parametrize("model", [TranslationEvent, SourceText])
def test_history_is_written_once(pair, model):
    for change in (lambda rows: rows.update(page_id=1), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(model.objects.all())


def test_days_for_catching_up_are_the_municipalitys(pair):
    setting = TranslationSetting(text_days=30, critical_days=5)
    setting.full_clean()
    setting.save()
    with at(6, 1):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    assert pair.row.due_on == dt.date(2026, 6, 8)  # the sixth is a holiday and a Saturday
    setting.critical_days = 31
    with translation.override("en"), pytest.raises(ValidationError, match="no later than another"):
        setting.full_clean()


def test_the_schedule_looks_once_a_night(pair):
    TranslatedPage.objects.all().delete()
    with at(6, 1, 0):
        reconcile_nightly()
        assert not TranslationCheck.objects.exists()
    with at(6, 1, 1):
        reconcile_nightly()
        reconcile_nightly()
    assert [(check.on, check.found) for check in TranslationCheck.objects.all()] == [(dt.date(2026, 6, 1), 2)]


def test_a_reorganisation_moves_the_lag_from_its_day_on(pair):
    with at(6, 20):
        pair.say("수수료는 3,000원입니다.", "구청에서 신청합니다.")
    old, new = pair.source.department_id, DepartmentFactory().pk
    held = next(iter(moving.translations([old])))
    assert (held.pk, held.department) == (pair.row.pk, old)
    with at(6, 25):
        TranslatedPage.objects.filter(pk=held.pk).update(department_id=new)
        moving.departments_noted([Change(held.model, held.pk, held.field, old, new)])
    with at(7, 1):
        lags = lag_in(dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    assert {lag.department_id: lag.days for lag in lags} == {old: 5, new: 6}

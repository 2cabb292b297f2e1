"""Terms: recognised, rendered, read and written by whom it concerns; laid down once."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import ModelLogEntry

from cms.departments.models import Role
from cms.glossary import rights
from cms.glossary.models import LoadedTerm, Term
from cms.glossary.services import ensure_terms
from cms.glossary.terms import Glossary, missed_terms, terms_in
from home.starter.terms import lay_down
from tenants.context import tenant
from tenants.languages import LanguageChange, parts
from tenants.upgrading import upgrade_steps
from tests.factories.staff import staff

LIST = "/admin/glossary/"


def korean(terms) -> list[str]:
    return [term.korean for term in terms]


def test_one_question_a_page_and_the_longest_term_first(town, django_assert_num_queries):
    Term.objects.exists()  # the first question chooses the schema as well
    with django_assert_num_queries(2):
        glossary = Glossary.of("en")
    with django_assert_num_queries(0):
        assert korean(glossary.terms_in("만안구청민원실은 구청에 있고 민원을 받습니다.")) == [
            "만안구청민원실",
            "구청",
            "민원",
        ]
        missed = glossary.missed("구청은 민원을 받습니다.", "The District Office takes civil petitions.")
        assert korean(missed) == []
        with translation.override("en"):
            hints = glossary.hints("만안구청민원실", "the office")
        assert hints == ("The glossary has “Manan Petitions Division” for “만안구청민원실”.",)


def test_departments_are_terms_by_the_name_that_they_have_today(town):
    town.department.name, town.department.name_en = "만안구세무과", "Tax Division"
    town.department.save()
    assert korean(terms_in("만안구세무과, 민원여권과", "en")) == ["만안구세무과"]
    town.department.name, town.department.name_en = "민원여권과", "Passport Division"
    town.department.save()
    assert korean(terms_in("만안구세무과, 민원여권과", "en")) == ["민원여권과"]
    assert korean(terms_in("민원여권과", "zh-hans")) == []
    Term.objects.create(language="en", korean="민원여권과", translation="Petitions and Passports")
    assert missed_terms("민원여권과", "Passport Division", "en")[0].translation == "Petitions and Passports"


def test_one_town_never_sees_another_ones(alpha, town):
    with tenant(alpha):
        Term.objects.create(language="en", korean="알파", translation="Alpha")
        assert "Manan Petitions Division" not in {entry.translation for entry in Glossary.of("en").entries.values()}
        assert korean(terms_in("알파", "en")) == ["알파"]
    assert terms_in("알파", "en") == []


def test_who_reads_and_who_writes(town, client_for):
    both = staff("both", Role.TRANSLATOR, Role.CONTRACTOR, languages=["en"])
    assert rights.languages_of(town.manager) == ["en", "vi"]
    assert rights.languages_of(town.translator) == ["en"]
    assert (rights.may_see(town.editor), rights.languages_of(town.editor)) == (True, [])
    assert not any(rights.may_see(person) for person in (town.outside, both))
    en, vi = (f"{LIST}edit/{term.pk}/" for term in (town.petition, town.vietnamese_fee))
    expected = {
        town.manager: (200, 200, 200, 200),
        town.translator: (200, 200, 302, 200),
        town.editor: (200, 302, 302, 302),
        town.outside: (302, 302, 302, 302),
    }
    for person, answers in expected.items():
        client = client_for(town.municipality).login_as(person)
        paths = (LIST, en, vi, f"{LIST}import/")
        assert tuple(client.get(path).status_code for path in paths) == answers, person
    client = client_for(town.municipality).login_as(town.editor)
    assert f"{LIST}edit/" not in client.get(LIST).content.decode()
    for act in ("delete", "history"):
        translator = client_for(town.municipality).login_as(town.translator)
        assert translator.get(f"{LIST}{act}/{town.vietnamese_fee.pk}/").status_code == 302
        assert translator.get(f"{LIST}{act}/{town.petition.pk}/").status_code == 200


def test_written_at_the_desk_and_logged(town, client_for):
    client = client_for(town.municipality).login_as(town.translator)
    form = {
        "language": "en",
        "kind": "law",
        "korean": " 이의  신청 ",
        "translation": "objection",
        "others": "",
        "note": "",
    }
    assert client.post(f"{LIST}new/", form).status_code == 302
    term = Term.objects.get(key="이의신청")
    assert (term.korean, str(ModelLogEntry.objects.get(object_id=term.pk, action="wagtail.create").user)) == (
        "이의 신청",
        str(town.translator),
    )
    for wrong, field in (
        ({"language": "vi"}, "language"),
        ({"korean": "이의신청"}, "korean"),
        ({"korean": "(-)"}, "korean"),
    ):
        answer = client.post(f"{LIST}new/", {**form, **wrong})
        assert list(answer.context["form"].errors) == [field]
    assert client.post(f"{LIST}edit/{term.pk}/", {**form, "others": "appeal\n\nappeal"}).status_code == 302
    term.refresh_from_db()
    assert (term.renderings, term.kind) == (("objection", "appeal"), "law")


def test_list_filter_search_and_export(town, client_for):
    client = client_for(town.municipality).login_as(town.editor)

    def shown(query: str) -> list[str]:
        return korean(client.get(f"{LIST}?{query}").context["object_list"])

    assert shown("") == ["구청", "민원", "수수료"]
    assert (shown("language=vi"), shown("kind=law"), shown("q=petition")) == (["수수료"], [], ["민원"])
    rows = b"".join(client.get(f"{LIST}?export=csv").streaming_content).decode("utf-8-sig").splitlines()
    assert rows[:2] == ["language,term_ko,translation,others,kind,note", "en,구청,District Office,,other,"]


def test_starter_terms_are_laid_down_once(in_alpha):
    Term.objects.all().delete()
    LoadedTerm.objects.all().delete()
    Term.objects.create(language="en", korean="민원", translation="our own word")
    count = lay_down(["en", "zh-hans", "ko"])
    assert count == Term.objects.count() - 1 >= 150
    Term.objects.filter(language="en", korean="시청").delete()
    Term.objects.filter(language="en", korean="구청").update(translation="Gu Office")
    assert lay_down(["en", "zh-hans"]) == 0
    assert not Term.objects.filter(language="en", korean="시청").exists()
    assert Term.objects.get(language="en", korean="구청").translation == "Gu Office"
    assert Term.objects.get(language="en", korean="민원").translation == "our own word"
    assert ensure_terms([]) == 0


def test_every_starter_table_is_right(in_alpha):
    LoadedTerm.objects.all().delete()
    Term.objects.all().delete()
    lay_down(["en", "zh-hans", "zh-hant", "ja", "vi"])
    rows = Term.objects.values_list("language", "key")
    assert len(rows) == len(set(rows)) == 5 * 83
    for term in Term.objects.all():
        term.full_clean(exclude=["key"])


def test_a_term_stands_once_in_a_language(in_alpha):
    Term.objects.all().delete()
    Term.objects.create(language="en", korean="본인 확인", translation="identity verification")
    with translation.override("en"), pytest.raises(ValidationError, match="stands in the glossary"):
        Term(language="en", korean="본인확인(신분)", translation="x").full_clean()
    Term(language="ja", korean="본인확인", translation="本人確認").full_clean()
    assert ContentType.objects.get_for_model(Term).app_label == "glossary"


def test_a_language_that_is_added_brings_its_terms(in_beta):
    change = LanguageChange(in_beta, "ja", adding=True)
    part = next(part for part in parts() if part.name == "glossary")
    with translation.override("en"):
        foreseen = [effect.sentence for effect in part.foresee(change)]
    assert foreseen == ["The glossary receives 83 terms, as far as it does not have them."]
    part.carry_out(change)
    assert Term.objects.filter(language="ja").count() == 83
    withdrawn = LanguageChange(in_beta, "ja", adding=False)
    assert (list(part.foresee(withdrawn)), list(part.carry_out(withdrawn))) == ([], [])
    assert Term.objects.filter(language="ja").count() == 83
    next(step for step in upgrade_steps() if step.name == "glossary").run()
    assert set(Term.objects.values_list("language", flat=True)) == {"en", "ja", "vi"}

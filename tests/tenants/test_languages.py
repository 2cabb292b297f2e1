"""The language gate: what a municipality does not offer does not exist, whatever the settings hold."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import Locale

from cms.languages.offered import contracted_languages, offered_languages
from cms.languages.upstream.locale_choice import ContractedLocaleForm
from tenants.context import tenant


@pytest.mark.parametrize("path", ["/vi/", "/ja/", "/zh-hans/", "/vi/no-such-page/"])
def test_a_language_without_contract_is_a_404_in_that_language(client_for, alpha, path):
    language = path.split("/")[1]
    for method in ("get", "post"):
        response = getattr(client_for(alpha), method)(path)
        assert response.status_code == 404
        assert response["Content-Language"] == language
        assert f'<html lang="{language}">' in response.content.decode()


def test_the_same_address_exists_where_the_language_is_offered(client_for, beta):
    assert client_for(beta).get("/vi/")["Content-Language"] == "vi"


def test_a_contract_without_a_locale_is_not_enough(client_for, beta):
    with tenant(beta):
        Locale.objects.get(language_code="vi").delete()
        assert offered_languages(beta) == ("ko", "en")
    assert client_for(beta).get("/vi/").status_code == 404


def test_a_locale_without_a_contract_is_not_enough(in_alpha):
    Locale.all_objects.bulk_create([Locale(language_code="ja")])  # past the signals
    assert not Locale.objects.filter(language_code="ja").exists()
    assert offered_languages(in_alpha) == ("ko", "en")


def test_what_one_municipality_keeps_is_not_remembered_for_another(alpha, beta):
    with tenant(beta):
        assert offered_languages(beta) == ("ko", "en", "vi")
    with tenant(alpha):
        assert offered_languages(beta) == ("ko", "en")


def test_add_a_locale_offers_contracted_languages_only(in_beta):
    Locale.objects.get(language_code="vi").delete()
    assert ContractedLocaleForm().fields["language_code"].choices == [("vi", "Tiếng Việt")]
    form = ContractedLocaleForm({"language_code": "ja"})
    assert not form.is_valid()
    assert form.errors.keys() == {"language_code"}


@pytest.mark.parametrize("make", [Locale.objects.create, Locale.all_objects.create])
def test_a_locale_without_a_contract_is_refused_below_every_view(in_alpha, make):
    with pytest.raises(ValidationError):
        make(language_code="ja")


def test_the_request_leaves_no_language_behind(client_for, beta):
    with translation.override("ko"):
        client_for(beta).get("/vi/")
        assert translation.get_language() == "ko"


def test_contracted_languages_keep_the_order_of_the_settings(beta):
    beta.languages = ["vi", "ko"]
    assert contracted_languages(beta) == ("ko", "vi")

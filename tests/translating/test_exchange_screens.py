"""Files out and in at the desk: who may, what is refused and why, that nothing is half-applied."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation

from cms.departments.models import Role
from cms.translating.exchange.archive import ZIP_LIMIT
from cms.translating.exchange.building import sheet_of
from cms.translating.exchange.decoding import FILE_LIMIT
from cms.translating.models import Assignment
from cms.translating.pieces import pieces_of, write
from cms.translating.services.handing_in import hand_in
from tenants.context import platform, tenant
from tenants.models import Municipality
from tests.factories.staff import staff
from tests.translating.delivery import ALL, filled, line, said

FEE = "수수료는 <b>2,000원</b>입니다."
LINK = '<a id="a1">여권 누리집</a>에서 신청합니다.'


@pytest.mark.parametrize(("ending", "name"), [("po", "back.po"), ("xlf", "납품.xliff")])
def test_a_file_goes_out_and_comes_back(agency, begun, ending, name):
    data = agency.file(ending)
    if ending == "po":
        data = filled(data, {"여권 안내": "Passports", LINK: 'Apply on <a id="a1">the site</a>.'})
    else:
        text = data.decode()
        unit = text.index("여권 누리집")
        begin = text.index("<target", unit)
        end = text.index("</target>", begin)
        target = '<target xml:lang="en" state="translated">Apply on <g id="a1" ctype="link">the site</g>.'
        text = text[:begin] + target + text[end:]
        begin = text.index("<target")
        text = text[:begin] + '<target xml:lang="en">Passports' + text[text.index("</target>", begin) :]
        data = text.encode()
    report = agency.send(data, name)
    assert "2 pieces would be written" in said(report)
    assert agency.texts() == {}
    done = agency.confirm(report)
    assert "2 pieces were taken" in said(done)
    assert agency.texts() == {"여권 안내": "Passports", LINK: 'Apply on <a id="a1">the site</a>.'}
    row = StringTranslation.objects.get(data="Passports")
    assert (row.last_translated_by, row.tool_name) == (begun.translator, {"po": "PO", "xlf": "XLIFF"}[ending])
    assert PageLogEntry.objects.filter(page=begun.source.pk, action="translating.write").count() == 1
    assert begun.source.get_translation_or_none(begun.english) is None


BAD = {
    "a stray tag": (FEE, "Fee: <b>2,000 won</b><script>", "<script> does not stand in the original"),
    "a tag that is not closed": (FEE, "Fee: <b>2,000 won", "<b> is not closed"),
    "a link that is not there": (LINK, 'On <a id="a7">site</a>', "a7"),
    "a placeholder that is not there": (
        "여권 안내",
        "Passports of %(city)s",
        "%(city)s does not stand in the original",
    ),
    "a title that is too long": ("여권 안내", "P" * 300, "there is room for 255"),
}


@pytest.mark.parametrize("kind", BAD)
def test_one_bad_piece_and_nothing_is_taken_then_the_good_file_works(agency, kind):
    source, text, sentence = BAD[kind]
    good = {"여권 안내": "Passports", FEE: "Fee: <b>2,000 won</b>", LINK: 'On <a id="a1">site</a>'}
    data = agency.file(**{**good, source: text})
    report = agency.send(data)
    told = said(report)
    assert "The file is refused" in told
    assert sentence in told
    assert str(line(data, 'msgid "' + source.replace('"', '\\"')) + 1) in told
    assert 'name="digest"' not in report.content.decode()
    agency.confirm(report)
    assert agency.texts() == {}
    agency.confirm(agency.send(agency.file(**good)))
    assert agency.texts() == good


def changed(old: str, new: str):
    return lambda data: data.decode().replace(old, new).encode()


def twice(data: bytes) -> bytes:
    return data + b"\n" + data.split(b"\n\n", 1)[1]


HEADERS = {
    "another language": (changed("Language: en", "Language: ja"), "in “ja”"),
    "another original": (changed("X-Source-Language: ko", "X-Source-Language: ja"), "translated from “ja”"),
    "another town": (changed("X-Municipality: alpha", "X-Municipality: beta"), "from “beta”"),
    "no page": (changed("X-WagtailLocalize-TranslationID", "X-Lost"), "which page it belongs to"),
    "another page": (
        lambda data: re.sub(rb"(TranslationID: )[\w-]+", rb"\g<1>0b8b3a3e-0000-4000-8000-000000000000", data),
        "belongs to another page or language",
    ),
    "original changed in the file": (changed(f'msgid "{FEE}"', 'msgid "수수료는 무료입니다."'), "changed in the file"),
    "a place that is not there": (changed('msgctxt "title"', 'msgctxt "titel"'), "no piece at this place"),
    "every piece twice": (twice, "stands twice"),
    "nothing in it": (lambda data: data.split(b"\n\n", 1)[0] + b"\n", "no piece in the file"),
    "EUC-KR": (lambda data: data.decode().encode("euc-kr"), "not UTF-8"),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "UTF-16"),
    "a picture": (lambda data: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "no text file"),
    "a formula": (lambda data: b"a;b\n1;2\n", "no line of a PO file"),
}


@pytest.mark.parametrize("kind", HEADERS)
def test_a_file_that_is_not_what_was_sent_out(agency, kind):
    spoil, sentence = HEADERS[kind]
    told = said(agency.send(spoil(agency.file(**{"여권 안내": "Passports"}))))
    assert "The file is refused" in told
    assert sentence in told
    assert agency.texts() == {}


def test_every_reason_is_told_at_once(agency):
    bad = agency.file(**{FEE: "<i>Fee", "여권 안내": "P" * 300})
    bad = changed("Language: en", "Language: vi")(bad)
    told = said(agency.send(bad))
    assert "refused for" in told
    assert f"{line(bad, 'Language: vi')} – The file says it is in “vi”" in told
    for sentence in ("in “vi”", "there is room for 255", "<i>"):
        assert sentence in told, sentence


def test_what_is_not_taken_and_why(agency, begun):
    numbers = {piece.source: piece.number for piece in pieces_of(begun.translation)}
    write(begun.translation, {numbers["여권 안내"]: "Passports"}, begun.translator)
    data = agency.file(**{LINK: LINK, "한 줄 요약입니다.": "In short."}).decode()
    data = data.replace('msgstr "Passports"', 'msgstr ""')
    where = data.index(f'msgid "{FEE}"')
    data = data[:where] + data[where:].replace('msgstr ""', 'msgstr "Fee"', 1)
    mark = data.rindex("msgctxt", 0, where)
    data = data[:mark] + "#, fuzzy\n" + data[mark:]
    report = agency.send(data.encode())
    told = said(report)
    for sentence in ("It is empty in the file", "marked as fuzzy", "It is the Korean original", "1 piece would be"):
        assert sentence in told, sentence
    agency.confirm(report)
    assert agency.texts() == {"여권 안내": "Passports", "한 줄 요약입니다.": "In short."}


def test_the_original_changed_since(agency, begun):
    data = agency.file(**{"여권 안내": "Passports", "한 줄 요약입니다.": "In short."})
    begun.source.summary = "다른 요약입니다."
    begun.source.save_revision().publish()
    begun.translation.source.update_from_db()
    report = agency.send(data)
    told = said(report)
    assert "The original has changed since this file was sent out" in told
    assert "This translation is not taken" in told
    agency.confirm(report)
    assert agency.texts() == {"여권 안내": "Passports"}
    assert "#. " in agency.file().decode()


def test_an_earlier_translation_goes_along(agency, begun):
    agency.confirm(agency.send(agency.file(**{"한 줄 요약입니다.": "In short."})))
    begun.source.summary = "한 줄로 요약합니다."
    begun.source.save_revision().publish()
    begun.translation.source.update_from_db()
    (row,) = [row for row in sheet_of(begun.translation).rows if row.place == "summary"]
    assert (row.previous.source, row.previous.text, row.text) == ("한 줄 요약입니다.", "In short.", "")
    assert '#| msgid "한 줄 요약입니다."' in agency.file().decode()
    assert "previous-version" in agency.file("xlf").decode()


def test_somebody_wrote_between_report_and_confirmation(agency, begun):
    report = agency.send(agency.file(**{"여권 안내": "Passports", FEE: "Fee: <b>2,000 won</b>"}))
    numbers = {piece.source: piece.number for piece in pieces_of(begun.translation)}
    write(begun.translation, {numbers["여권 안내"]: "Passport office"}, begun.colleague)
    again = agency.confirm(report)
    assert "something has changed" in said(again)
    assert agency.texts() == {"여권 안내": "Passport office"}
    agency.client.post(
        again.request["PATH_INFO"], {"digest": re.findall(r'digest" value="(\w+)"', again.content.decode())}
    )
    assert agency.texts()["여권 안내"] == "Passports"


def test_too_large_is_refused_unread_and_the_next_file_works(agency, begun, monkeypatch):
    read = []
    monkeypatch.setattr("cms.translating.exchange.views.receiving.keep", lambda waiting: read.append(waiting) or "x")
    for address, size, limit in (
        (f"{agency.address}upload/", 20 * 1024 * 1024, 2),
        (f"{agency.address}upload/", FILE_LIMIT + 1, 2),
        (f"{ALL}upload/", ZIP_LIMIT + 1, 10),
    ):
        assert f"larger than {limit} MB" in said(agency.send(b"a" * size, to=address))
    assert read == []
    monkeypatch.undo()
    assert "1 piece would be" in said(agency.send(agency.file(**{"여권 안내": "Passports"})))


def test_without_a_file_or_after_its_hour(agency):
    assert "choose a file" in said(agency.client.post(f"{agency.address}upload/", follow=True))
    assert "no longer here" in said(agency.client.get(f"{ALL}waiting/nobody-knows-it/", follow=True))


def test_forms_of_other_sites_upload_nothing(client_for, begun):
    client = client_for(begun.municipality, enforce_csrf_checks=True).login_as(begun.translator)
    file = SimpleUploadedFile("back.po", b"x")
    assert client.post(f"{ALL}upload/", {"file": file}).status_code == 403


def test_who_sees_what(begun, desk):
    address = f"{ALL}{begun.translation.pk}/"
    Assignment.objects.create(translation=begun.translation, person=begun.outside, assigned_by=begun.manager)
    people = dict.fromkeys(("translator", "colleague", "manager", "outside"), 200)
    people |= dict.fromkeys(("vietnamese", "editor", "head"), 404)
    for name, status in people.items():
        client = desk(getattr(begun, name))
        for path in (address, f"{address}file.po"):
            assert client.get(path).status_code == status, (name, path)
        upload = client.post(f"{address}upload/", {"file": SimpleUploadedFile("a.po", b"x")})
        assert upload.status_code == (302 if status == 200 else 404), name
        listed = client.get(ALL)
        assert (address in listed.content.decode()) == (status == 200), name
    Assignment.objects.update(ended_at="2026-01-01T00:00Z")
    assert desk(begun.outside).get(address).status_code == 404


def test_another_town_has_no_such_translation(agency, begun, client_for):
    waiting = agency.send(agency.file(**{"여권 안내": "Passports"})).redirect_chain[-1][0]
    with platform():
        beta = Municipality.objects.get(slug="beta")
    with tenant(beta):
        manager = staff("manager", Role.HOMEPAGE)
        client = client_for(beta).login_as(manager)
        assert client.get(ALL).status_code == 200
        assert client.get(f"{agency.address}file.po").status_code == 404
        assert client.get(waiting).status_code == 302
        file = SimpleUploadedFile("a.po", b"x")
        assert client.post(f"{agency.address}upload/", {"file": file}).status_code == 404


def test_wagtail_localizes_own_views_lead_here(agency, begun, desk):
    old = f"/admin/localize/translate/{begun.translation.pk}/pofile/"
    assert agency.client.get(f"{old}download/").content == agency.file()
    file = SimpleUploadedFile("back.po", b'msgid ""\nmsgstr ""\n')
    told = agency.client.post(f"{old}upload/", {"file": file, "next": "/admin/"}, follow=True)
    assert "which page it belongs to" in said(told)
    assert desk(begun.vietnamese).get(f"{old}download/").status_code == 404


def test_names_of_files(agency, begun):
    disposition = agency.client.get(f"{agency.address}file.po")["Content-Disposition"]
    version = sheet_of(begun.translation).version[:8]
    assert f'filename="passports-en-{version}.po"' in disposition
    assert f"filename*=UTF-8''%EC%97%AC%EA%B6%8C%20%EC%95%88%EB%82%B4-en-{version}.po" in disposition


def test_the_list_by_language_state_and_department(agency, begun):
    row = begun.source.translated_pages.get(language="en")
    shown = {
        "": True,
        "language=en": True,
        "language=vi": True,  # not offered: as if nothing was asked
        f"department={row.department_id}": True,
        f"state={row.state}": True,
        "state=current": False,
        f"state={row.state}&language=en&department={row.department_id}": True,
    }
    for query, there in shown.items():
        page = agency.client.get(f"{ALL}?{query}").content.decode()
        assert (agency.address in page) is there, query


def test_nothing_is_taken_while_it_waits_for_its_review(agency, begun):
    data = agency.file(**{"여권 안내": "Passport office"})
    pieces = pieces_of(begun.translation)
    texts = {piece.number: re.sub("[가-힣]+", "word", piece.source) for piece in pieces}
    write(begun.translation, texts, begun.translator)
    hand_in(begun.translation, begun.translator)
    report = agency.send(data)
    assert "waits for its review" in said(report)
    agency.confirm(report)
    assert agency.texts()["여권 안내"] == "word word"

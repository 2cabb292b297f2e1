"""What is wrong with the data of an onboarding is said all at once, with file, line and column."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from tenants.models import Municipality
from tenants.onboarding import MunicipalityRow
from tenants.services import OnboardingRefused, onboard
from tenants.services.rows import COLUMNS, read
from tenants.services.validation import Neighbours, wrong

HEADER = ",".join(COLUMNS)
GOOD = "gunpo,군포시,Gunpo-si,시,,gunpo.localhost,anyang,ko;en,"
DEPARTMENTS_HEADER = "code,name_ko,name_en,parent_code,duties_ko,is_homepage_manager,handles_petitions,phone"


@pytest.fixture
def file(tmp_path):
    def write(*lines, header=HEADER, encoding="utf-8"):
        path = tmp_path / "municipalities.csv"
        path.write_bytes("\n".join([header, *lines, ""]).encode(encoding))
        return path

    return write


def said(path):
    return [str(problem) for problem in read(path)[1]]


def places(path):
    return [(problem.line, problem.column) for problem in read(path)[1]]


@pytest.mark.usefixtures("alpha")
def test_a_good_file_is_read_parents_first(file):
    child = "jung,중구,Jung-gu,구,gunpo,jung.localhost,seoul,ko,"
    rows, problems = read(file(child, GOOD))
    assert problems == []
    assert [row.slug for row in rows] == ["gunpo", "jung"]
    assert rows[0].languages == ("ko", "en")


@pytest.mark.usefixtures("alpha")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_no_matter(file, encoding):
    assert said(file(GOOD, encoding=encoding)) == []


@pytest.mark.usefixtures("alpha")
def test_another_encoding_is_named_with_its_line(file):
    (problem,) = read(file(GOOD, encoding="cp949"))[1]
    assert (problem.file, problem.line) == ("municipalities.csv", 2)
    assert "UTF-8" in problem.message


@pytest.mark.usefixtures("alpha")
def test_everything_wrong_with_a_row_is_said_at_once(file):
    row = "Gun_po,Gunpo,군포시,town,nowhere,http://x,gunpo,en;xx;en,missing.csv"
    assert places(file(GOOD, row)) == [
        (0, ""),
        (3, "slug"),
        (3, "name_ko"),
        (3, "name_en"),
        (3, "kind"),
        (3, "parent"),
        (3, "domain"),
        (3, "ordinance_profile"),
        (3, "languages"),
        (3, "languages"),
        (3, "languages"),
    ]
    assert said(file(row))[1].startswith("municipalities.csv:2 slug: ")


@pytest.mark.usefixtures("alpha")
def test_a_slug_or_a_host_that_is_taken_is_refused_also_within_the_file(file):
    again = "gunpo,군포시,Gunpo-si,시,,GUNPO.localhost,anyang,ko,"
    taken = "alpha,알파시,Alpha,시,,alpha.localhost,anyang,ko,"
    assert places(file(GOOD, again, taken)) == [(3, "slug"), (3, "domain"), (4, "slug"), (4, "domain")]


@pytest.mark.usefixtures("alpha")
def test_a_circle_of_parents_is_refused(file):
    one = "one,일시,One,시,two,one.localhost,anyang,ko,"
    two = "two,이시,Two,시,one,two.localhost,anyang,ko,"
    self_made = "three,삼시,Three,시,three,three.localhost,anyang,ko,"
    assert places(file(one, two, self_made)) == [(2, "parent"), (3, "parent"), (4, "parent")]


@pytest.mark.usefixtures("alpha")
def test_columns_and_fields_that_do_not_fit_are_named(file):
    header = HEADER.replace("kind", "sort")
    assert places(file(GOOD, header=header)) == [(1, "kind"), (1, "sort")]
    assert places(file("gunpo,군포시", GOOD)) == [(2, "")]
    assert places(file()) == [(1, "")]


@pytest.mark.usefixtures("alpha")
def test_a_line_is_where_its_row_begins(file):
    two_lines = 'gunpo,"군포\n시",Gunpo-si,시,,gunpo.localhost,anyang,ko,'
    wrong_kind = "x1,엑스시,X,town,,x1.localhost,anyang,ko,"
    assert places(file(two_lines, wrong_kind)) == [(4, "kind")]


@pytest.mark.usefixtures("alpha")
def test_problems_of_the_departments_file_come_with_the_rest(file, tmp_path):
    (tmp_path / "departments.csv").write_text(
        f"{DEPARTMENTS_HEADER}\n"
        "a,가과,A,b,일,true,true,031-000-0001\n"
        "b,나과,B,a,일,true,no,031-000-0002\n"
        "b,다과,C,zz,일,false,true,call\n"
    )
    found = read(file(GOOD.replace("ko;en,", "en,departments.csv")))[1]
    assert {(one.file, one.line, one.column) for one in found} >= {
        ("municipalities.csv", 2, "languages"),
        ("departments.csv", 3, "handles_petitions"),
        ("departments.csv", 4, "code"),
        ("departments.csv", 4, "parent_code"),
        ("departments.csv", 4, "phone"),
    }


@pytest.mark.usefixtures("alpha")
@pytest.mark.parametrize("slug", ["public", "extensions", "a", "-ab", "ab-", "한글", "pg_x", "a" * 42, "ab'; drop"])
def test_a_slug_that_cannot_be_a_schema_is_refused(slug):
    row = MunicipalityRow(slug, "군포시", "Gunpo", "시", "gunpo.localhost", "anyang")
    assert [problem.column for problem in wrong(row, Neighbours.present())] == ["slug"]


def test_nothing_is_created_when_something_is_wrong(alpha, file):
    before = Municipality.objects.count()
    with pytest.raises(CommandError, match=r"municipalities.csv:3 slug: "):
        call_command("onboard", "--from", str(file(GOOD, "x,,,,,,,,")), no_color=True)
    row = MunicipalityRow("alpha", "알파시", "Alpha", "시", "alpha.localhost", "anyang")
    with pytest.raises(OnboardingRefused) as refused:
        onboard(row, lambda line: None)
    assert [problem.column for problem in refused.value.problems] == ["slug", "domain"]
    assert Municipality.objects.count() == before


def test_check_creates_nothing(alpha, file, capsys):
    call_command("onboard", "--from", str(file(GOOD)), "--check")
    assert not Municipality.objects.filter(slug="gunpo").exists()


def test_one_municipality_by_options(alpha):
    call_command(
        "onboard", "--without-content", "--slug=gunpo", "--name-ko=군포시", "--name-en=Gunpo-si", "--kind=시",
        "--domain=gunpo.localhost", "--ordinance-profile=anyang", "--languages=ko;en", "--parent=alpha",
    )  # fmt: skip
    gunpo = Municipality.objects.get(slug="gunpo")
    assert gunpo.parent == alpha
    assert gunpo.languages == ["ko", "en"]


def test_what_exists_is_passed_over_on_request(alpha, file):
    taken = "alpha,알파시,Alpha,시,,alpha.localhost,anyang,ko,"
    rows, problems = read(file(taken, GOOD), skip_existing=True)
    assert ([row.slug for row in rows], problems) == (["gunpo"], [])
    rows, problems = read(file(taken, GOOD), only=["gunpo"])
    assert ([row.slug for row in rows], problems) == (["gunpo"], [])
    assert places(file(GOOD)) == []
    assert [problem.column for problem in read(file(GOOD), only=["suwon"])[1]] == ["slug"]


def test_rows_are_values(alpha):
    row = MunicipalityRow("gunpo", "군포시", "Gunpo", "시", "gunpo.localhost", "anyang")
    assert wrong(row, Neighbours.present()) == []
    assert wrong(replace(row, languages=("ko", "vi", "vi")), Neighbours.present())[0].column == "languages"

"""``python -m cms.ordinance.personal_data``: files and standard input, offices, both ways to print."""

import io
import json
import runpy
import sys
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from cms.ordinance.personal_data import __main__ as command
from cms.ordinance.personal_data.__main__ import main

TEXT = "안내 031-000-0001\n문의: 010-1234-5678, kim@city.go.kr\n\n주민번호 900101-1234568"


@pytest.fixture
def post(tmp_path):
    path = tmp_path / "post.txt"
    path.write_bytes(TEXT.encode())
    return str(path)


@pytest.fixture
def printed(capsysbinary):
    def read():
        out, err = capsysbinary.readouterr()
        return out.decode(), err.decode().splitlines()

    return read


def kinds(out):
    return [row["type"] for row in json.loads(out)]


def test_lines_for_people(post, printed):
    assert main([post]) == 0
    out, err = printed()
    assert out.splitlines() == [
        "     1:4  landline_phone                high (0.95)    ●●●-●●●-●●●●",
        "     2:5  mobile_phone                  high (0.98)    ●●●-●●●●-●●●●",
        "    2:20  email                         high (0.98)    ●●●@●●●●.●●.●●",
        "     4:6  resident_registration_number  high (0.99)    ●●●●●●-●●●●●●●",
        "4 found: landline_phone 1, mobile_phone 1, email 1, resident_registration_number 1",
    ]
    assert out.endswith("\n")
    assert err == []


def test_places_as_json(post, printed):
    assert main(["--json", post]) == 0
    printed_as = printed()[0]
    found = json.loads(printed_as)
    assert [TEXT[row["start"] : row["end"]] for row in found] == [
        "031-000-0001",
        "010-1234-5678",
        "kim@city.go.kr",
        "900101-1234568",
    ]
    assert printed_as == json.dumps(found, indent=2) + "\n"
    assert found[1] == {"type": "mobile_phone", "start": 20, "end": 33, "confidence": 0.98}


def test_nothing_found(tmp_path, printed):
    path = tmp_path / "empty"
    path.write_text("민원은 국번 없이 120", encoding="utf-8")
    assert main([str(path)]) == 0
    assert printed()[0] == "No personal data found.\n"
    assert main([str(path), "--json"]) == 0
    assert printed()[0] == "[]\n"


@pytest.mark.parametrize(
    "offices",
    [
        ["--office-number", "031-000-0001", "--office-email", "kim@city.go.kr"],
        ["--office-number=031-000-0001", "--office-email=@city.go.kr"],
        ["--office-number", "02-000-0001", "+82 31 000 0001", "--office-email", "a@b.kr", "kim@city.go.kr"],
        ["--office-number", "02-000-0001", "--office-number", "(031)000-0001", "--office-email", "KIM@city.go.kr"],
        [
            "--office-number",
            "031-000-0001",
            "--office-number",
            "02-000-0001",
            "--office-email",
            "@city.go.kr",
            "a@b.kr",
        ],
        ["--office-email", "kim@city.go.kr", "--office-number", "０３１－０００－０００１"],
    ],
)
@pytest.mark.parametrize("where", ["first", "last", "json last"])
def test_offices_are_allowed_and_the_file_may_stand_anywhere(post, printed, offices, where):
    arguments = {
        "first": [post, "--json", *offices],
        "last": ["--json", *offices, post],
        "json last": [*offices, post, "--json"],
    }
    assert main(arguments[where]) == 0
    assert kinds(printed()[0]) == ["mobile_phone", "resident_registration_number"]


def test_an_office_s_address(tmp_path, printed):
    path = tmp_path / "post"
    path.write_text("동작구 장승배기로 161", encoding="utf-8")
    assert main(["--office-address", "장승배기로 161", str(path)]) == 0
    assert printed()[0] == "No personal data found.\n"


@pytest.mark.parametrize("arguments", [[], ["-"], ["--office-number", "031-000-0001", "-"]])
def test_standard_input(monkeypatch, printed, arguments):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("번호\r\n010-1234-5678".encode())))
    assert main(["--json", *arguments]) == 0
    [row] = json.loads(printed()[0])
    assert (row["start"], row["end"]) == (4, 17)


def test_a_line_break_inside_a_number_is_printed_as_a_space(tmp_path, printed):
    path = tmp_path / "post"
    path.write_text("a\n\nb 010-1234-\n5678 c 02-123-4567", encoding="utf-8")
    main([str(path)])
    assert printed()[0].splitlines() == [
        "     3:3  mobile_phone                  high (0.98)    ●●●-●●●●- ●●●●",
        "     4:8  landline_phone                high (0.95)    ●●-●●●-●●●●",
        "2 found: mobile_phone 1, landline_phone 1",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentences"),
    [
        (["missing.txt"], ["“missing.txt” cannot be read: No such file or directory."]),
        (["/"], ["“/” cannot be read: Is a directory."]),
        (
            ["--office-number", "abc", "12", "--office-email", "kim", "--", "missing.txt"],
            [
                "“abc” is not a telephone number.",
                "“12” is not a telephone number.",
                "“kim” is not an e-mail address, nor a host such as @city.go.kr.",
            ],
        ),
        (["--office-number", "abc", "--office-email", "kim@b.kr", "missing.txt"], ["“abc” is not a telephone number."]),
    ],
)
def test_bad_input(tmp_path, monkeypatch, printed, arguments, sentences):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    out, err = printed()
    assert out == ""
    assert err == sentences


def test_what_is_not_utf_8(tmp_path, printed):
    path = tmp_path / "post"
    path.write_bytes("전화".encode("cp949"))
    assert main([str(path)]) == 2
    assert printed()[1] == ["The text is not UTF-8: byte 1 cannot be read."]


def test_a_birth_to_come_is_none(tmp_path, printed):
    path = tmp_path / "post"
    path.write_text("991231-3123456", encoding="utf-8")
    assert main([str(path)]) == 0
    assert printed()[0] == "No personal data found.\n"


def test_today_is_korea_s(tmp_path, monkeypatch, printed):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 22, 20, tzinfo=UTC).astimezone(tz or UTC)  # five in the morning of the 23rd

    monkeypatch.setattr(command, "datetime", Clock)
    path = tmp_path / "post"
    path.write_text("261123-3123456 261124-3123456", encoding="utf-8")
    assert main([str(path), "--json"]) == 0
    assert [row["start"] for row in json.loads(printed()[0])] == [0]


def test_several_on_a_line_and_on_the_first(tmp_path, printed):
    path = tmp_path / "post"
    path.write_text("\n02-123-4567 02-123-4568\n02-123-4569", encoding="utf-8")
    main([str(path)])
    assert [line.split()[0] for line in printed()[0].splitlines()] == ["2:1", "2:13", "3:1", "3"]


def test_help(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit):
        main(["--help"])
    words = " ".join(capsys.readouterr().out.split())
    assert words == (
        "usage: python -m cms.ordinance.personal_data [-h] [--office-number OFFICE [OFFICE ...]] "
        "[--office-email OFFICE [OFFICE ...]] [--office-address OFFICE [OFFICE ...]] [--json] [FILE] "
        "Find personal data in a text, and say where, of which kind and how sure. "
        "positional arguments: FILE a text in UTF-8; standard input if left out or - "
        "options: -h, --help show this help message and exit "
        "--office-number OFFICE [OFFICE ...] telephone numbers of the municipality's departments, which may be shown; "
        "may be repeated "
        "--office-email OFFICE [OFFICE ...] e-mail addresses of the municipality's departments, which may be shown; "
        "may be repeated "
        "--office-address OFFICE [OFFICE ...] addresses of the municipality's departments, which may be shown; "
        "may be repeated "
        "--json a list of type, start, end and confidence instead"
    )


def test_arguments_are_those_of_the_process(post, monkeypatch, printed):
    monkeypatch.setattr(sys, "argv", ["personal_data", "--json", post])
    assert main() == 0
    assert len(kinds(printed()[0])) == 4


def test_places_are_characters_of_the_original(tmp_path, printed):
    """Astral characters count once, combining ones and decomposed Hangul as they stand, a line end of Windows twice."""
    text = "😀\r\n한글 e\u0301 \u1112\u1161\u11ab 010-1234-5678\r\n📱 kim@naver.com"
    path = tmp_path / "post"
    path.write_bytes(text.encode())
    assert main([str(path), "--json"]) == 0
    assert [text[row["start"] : row["end"]] for row in json.loads(printed()[0])] == ["010-1234-5678", "kim@naver.com"]


def test_unknown_options(printed):
    with pytest.raises(SystemExit) as left:
        main(["--nothing"])
    assert left.value.code == 2


@pytest.mark.filterwarnings("ignore:.*found in sys.modules.*:RuntimeWarning")
def test_run_as_a_module(post, monkeypatch, printed):
    monkeypatch.setattr(sys, "argv", ["personal_data", "--json", post])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("cms.ordinance.personal_data", run_name="__main__")
    assert left.value.code == 0
    assert len(kinds(printed()[0])) == 4

"""Placeholders and tags of a translation: everything wrong at once, and nothing that is right."""

import pytest

from cms.ordinance.wording import markup_faults, placeholder_faults, placeholders


def said(reasons) -> list[str]:
    return [str(each) for each in reasons]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%(name)s님, {count}건", ("%(name)s", "{count}")),
        ("%s와 %d, {0}, {}", ("%s", "%d", "{0}", "{}")),
        ("%(rate).2f %(number)d", ("%(rate).2f", "%(number)d")),
        ("%(size)dkB", ("%(size)d",)),
        ("50% 감면, 100%", ()),
        ("50%discount, 20%so", ()),
        ("100%% %s", ("%s",)),
        ("{ 여백 } %(열린", ()),
        ("%s %s", ("%s", "%s")),
    ],
)
def test_placeholders(text, expected):
    assert placeholders(text) == expected


@pytest.mark.parametrize(
    ("source", "translated", "expected"),
    [
        ("%(a)s {b}", "{b} %(a)s", []),
        ("%(a)s", "%(a)", ["The placeholder %(a)s is missing."]),
        ("%s %s", "%s", ["The placeholder %s is missing."]),
        ("{이름}", "{name}", [
            "The placeholder {이름} is missing.", "The placeholder {name} does not stand in the original."]),
    ],
)  # fmt: skip
def test_placeholder_faults(source, translated, expected):
    assert said(placeholder_faults(source, translated)) == expected


LINKED = '<b>신청</b>은 <a id="a1">여기</a>에서<br/>하십시오.'


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        (LINKED, '<a id="a1">Here</a> you <b>apply</b>.<br>'),
        (LINKED, "<a id='a1'>Here</a><BR /> you <B>apply</B>."),
        ("나이 &lt; 19", "age &lt; 19 > 3"),
        ("<b>가</b> <b>나</b>", "<b>a <b>b</b></b>"),
        ("없음", "a > b & c"),
    ],
)
def test_what_is_carried_over(source, translated):
    assert said(markup_faults(source, translated)) == []


@pytest.mark.parametrize(
    ("source", "translated", "expected"),
    [
        (LINKED, '<a id="a1">Here</a><br/>', ["The tag <b> of the original is missing."]),
        (LINKED, '<b>x</b><a id="a2">Here</a><br/>', [
            'The tag <a id="a1"> of the original is missing.', 'The tag <a id="a2"> does not stand in the original.']),
        (LINKED, '<b>x</b><b>y</b><a id="a1">Here</a><br/>', ["The tag <b> stands more often than in the original."]),
        (LINKED, '<b>x<a id="a1">Here</b></a><br/>', [
            '<a id="a1"> is not closed where it should be.', "</a> closes nothing."]),
        (LINKED, '<b>x</b><a id="a1">Here<br/>', ['<a id="a1"> is not closed.']),
        (LINKED, '<b>x</b></b><a id="a1">Here</a><br/>', ["</b> closes nothing."]),
        (LINKED, '<b onclick="x()">x</b><a id="a1" href="javascript:1">Here</a><br/>', [
            "<a> has the attribute “href”, which the original does not.",
            "<b> has the attribute “onclick”, which the original does not."]),
        ("가", "<script>alert(1)</script>", ["The tag <script> does not stand in the original."]),
        ("가", "a <b", ["“<b” is no whole tag. The sign itself is written &lt;."]),
        ("가", "a < 5 <!-- x -->", ["“< 5 <!-- x -->” is no whole tag. The sign itself is written &lt;."]),
    ],
)  # fmt: skip
def test_faults(source, translated, expected):
    assert said(markup_faults(source, translated)) == expected

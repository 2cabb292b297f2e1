"""Terms of a glossary that stand in the Korean, and those that a translation misses."""

import pytest

from cms.ordinance.terms import Term, found, missed

EN = (
    Term("구청", ("District Office",)),
    Term("동안구청", ("Dongan District Office",)),
    Term("민원(행정에 요구하는 일)", ("petition (civil affairs)",)),
    Term("고충민원", ("grievance petition",)),
    Term("시장", ("Mayor",)),
    Term("전통시장", ("traditional market",)),
    Term("수수료", ("fee", "charge")),
    Term("본인 확인", ("identity verification",)),
    Term("시", ("city",)),
    Term("여권", ("passport",)),
    Term("", ("nothing",)),
)
ZH = (Term("구청", ("区厅",)), Term("민원", ("民愿(民众诉求)",)))
VI = (Term("시청", ("Tòa thị chính",)), Term("수수료", ("lệ phí", "phí")), Term("수입", ("hóa đơn",)))


def names(terms) -> list[str]:
    return [term.korean for term in terms]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("동안구청과 구청은", ["동안구청", "구청"]),
        ("동안구청에서", ["동안구청"]),
        ("만안구청에서", ["구청"]),
        ("구청장과 민원인이 접수증을", []),
        ("전통시장과 시장", ["전통시장", "시장"]),
        ("수수료입니다. 수수료를 수수료", ["수수료"]),
        ("본인확인이 필요합니다. 본인  확인", ["본인 확인"]),
        ("고충민원으로도, 민원에 관한", ["고충민원", "민원(행정에 요구하는 일)"]),
        ("민원하십시오", ["민원(행정에 요구하는 일)"]),
        ("여권(旅券)", ["여권"]),
        ("안내", []),
    ],
)
def test_terms_in_korean(source, expected):
    assert names(found(source, EN)) == expected


@pytest.mark.parametrize(
    ("source", "translated", "terms", "expected"),
    [
        ("구청 민원 수수료", "petitions at the district   office: no charges", EN, []),
        ("구청 민원 수수료", "PETITIONS at the District-Office’s coffee bar", EN, ["수수료"]),
        ("구청 민원", "requests at the city hall", EN, ["구청", "민원(행정에 요구하는 일)"]),
        ("동안구청", "the District Office", EN, ["동안구청"]),
        ("동안구청", "Dongan District Office", EN, []),
        ("시", "the cities", EN, []),
        ("<b>구청</b>", "<b>District</b> Office", EN, []),
        ("구청", "District<br/>Office", EN, []),
        ("구청에서 민원을", "到区厅提交民愿", ZH, []),
        ("구청에서 민원을", "到市政府", ZH, ["구청", "민원"]),
        ("시청", "Toà thị chính thành phố", VI, []),
        ("시청 수수료", "tòa án, phím", VI, ["시청", "수수료"]),
        ("수입", "hoá đơn", VI, []),
        ("수입", "hòa đơn", VI, ["수입"]),
        ("119에", "请拨打119。", (Term("119(소방)", ("119(火灾)",)),), []),
        ("119에", "1190, 2119", (Term("119(소방)", ("119 (fire)",)),), ["119(소방)"]),
        ("1190에", "", (Term("119(소방)", ("119 (fire)",)),), []),
        ("구청", "anything", (), []),
        ("시청", "anything", (Term("시청", ()), ), ["시청"]),
        ("시청", "anything", (Term("시청", (" ", )), ), ["시청"]),
    ],
)  # fmt: skip
def test_terms_missed(source, translated, terms, expected):
    assert names(missed(source, translated, terms)) == expected

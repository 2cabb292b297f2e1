"""The invented municipality: its departments, what their pages are about, and how each of them behaves.

Names are made up for a district that does not exist. The first six are offices with divisions below them.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cms.departments.importing import COLUMNS

SLUG, NAME_KO, NAME_EN, HOST = "hangang", "한강구", "Hangang-gu", "hangang.localhost"


@dataclass(frozen=True)
class Place:
    """A department; ``subjects`` are what its pages tell of, Korean and English; ``habit`` is a key of HABITS."""

    code: str
    parent: str
    name: str
    name_en: str
    habit: str
    subjects: tuple[tuple[str, str], ...] = ()


def _subjects(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition("=") for pair in text.split(", ") if pair)
    return tuple((korean, english) for korean, _sign, english in pairs)


_TABLE = """
P00||기획조정실|Planning Office|diligent|구정운영=district administration
A00||행정국|Administration Bureau|ordinary|행정서비스=administrative services
W00||복지국|Welfare Bureau|diligent|복지서비스=welfare services
E00||환경경제국|Environment and Economy Bureau|ordinary|지역경제=local economy
U00||도시안전국|Urban Safety Bureau|diligent|도시안전=urban safety
C00||문화보건국|Culture and Health Bureau|ordinary|문화보건=culture and health
P04|P00|정보통신과|Information Division|diligent|공공데이터=open data, 무료와이파이=free Wi-Fi
P01|P00|기획예산과|Planning and Budget Division|diligent|예산=budget, 구정계획=district plan
A02|A00|민원여권과|Civil Affairs Division|diligent|여권=passports, 주민등록=resident registration, 인감=seals
W03|W00|여성가족과|Family Division|forgetful|출산지원=maternity support, 다문화가족=multicultural families
W04|W00|아동보육과|Childcare Division|silent|어린이집=daycare, 아동수당=child allowance
E02|E00|환경과|Environment Division|diligent|대기질=air quality, 소음=noise, 탄소중립=carbon neutrality
U06|U00|안전총괄과|Safety Division|ordinary|대피소=shelters, 재난지원금=disaster relief
C03|C00|관광과|Tourism Division|forgetful|관광지=sights, 숙박=lodging
C01|C00|문화예술과|Culture and Arts Division|ordinary|공연장=concert halls, 축제=festivals
P02|P00|감사담당관|Audit Division|ordinary|공익제보=whistleblowing, 청렴=integrity
P03|P00|홍보담당관|Public Relations Division|diligent|구보=district gazette, 견학=visits
P05|P00|법무담당관|Legal Division|rubber|자치법규=local statutes, 법률상담=legal advice
A01|A00|총무과|General Affairs Division|diligent|청사=district hall, 채용=recruitment
A03|A00|세정과|Tax Division|diligent|재산세=property tax, 자동차세=vehicle tax
A04|A00|회계과|Accounting Division|rubber|계약=contracts, 공유재산=public property
A05|A00|자치행정과|Autonomy Division|ordinary|주민자치=residents' self-government, 자원봉사=volunteering
A06|A00|교육청소년과|Education and Youth Division|ordinary|평생학습=lifelong learning, 청소년센터=youth centres
W01|W00|복지정책과|Welfare Policy Division|diligent|긴급복지=emergency welfare, 복지관=welfare centres
W02|W00|노인장애인과|Seniors and Disability Division|diligent|기초연금=basic pension, 경로당=senior halls
W05|W00|생활보장과|Livelihood Division|ordinary|생계급여=livelihood benefit, 주거급여=housing benefit
W06|W00|일자리정책과|Employment Division|diligent|일자리센터=job centre, 직업훈련=vocational training
E01|E00|지역경제과|Local Economy Division|ordinary|전통시장=traditional markets, 소상공인=small businesses
E03|E00|청소행정과|Sanitation Division|silent|대형폐기물=bulky waste, 재활용=recycling
E04|E00|공원녹지과|Parks Division|diligent|공원=parks, 가로수=street trees
E05|E00|농업지원과|Agriculture Support Division|forgetful|도시텃밭=urban gardens, 직거래장터=farmers' markets
E06|E00|위생과|Hygiene Division|ordinary|음식점=restaurants, 위생교육=hygiene training
U01|U00|도시계획과|Urban Planning Division|ordinary|지구단위계획=district unit plans, 정비사업=renewal projects
U02|U00|건축과|Building Division|diligent|건축허가=building permits, 위반건축물=illegal buildings
U03|U00|주택과|Housing Division|forgetful|공동주택=apartment buildings, 임대주택=rental housing
U04|U00|교통행정과|Transport Division|ordinary|거주자주차=resident parking, 마을버스=community buses
U05|U00|도로과|Roads Division|diligent|도로점용=road occupancy, 제설=snow clearing
C02|C00|체육진흥과|Sports Division|diligent|체육관=gymnasiums, 수영장=swimming pools
C04|C00|도서관운영과|Libraries Division|rubber|도서관=libraries, 독서동아리=reading clubs
C05|C00|보건행정과|Public Health Division|diligent|예방접종=vaccination, 건강검진=health check-ups
"""
PLACES = tuple(
    Place(*fields[:5], _subjects(fields[5])) for fields in (line.split("|") for line in _TABLE.strip().splitlines())
)
BY_CODE = {place.code: place for place in PLACES}
MANAGES_HOMEPAGE, HANDLES_PETITIONS = "P04", "A02"


def english_names() -> dict[str, str]:
    """Subjects in English by their Korean name."""
    return {korean: english for place in PLACES for korean, english in place.subjects}


def write_csv(path: Path, codes: Iterable[str]) -> Path:
    """These departments as the file that onboarding reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        chosen = list(codes)
        for number, code in enumerate(chosen):
            place = BY_CODE[code]
            duties = ", ".join(korean for korean, _english in place.subjects)
            flags = [str(code == special).lower() for special in (MANAGES_HOMEPAGE, HANDLES_PETITIONS)]
            parent = place.parent if place.parent in chosen else ""
            table.writerow([code, place.name, place.name_en, parent, duties, *flags, f"02-3000-{1000 + number}"])
    return path

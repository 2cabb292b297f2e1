"""How large a simulation is and what is planned for it; everything else follows from the seed."""

import datetime as dt
from dataclasses import dataclass

from tests.year.places import PLACES

Day = dt.date


@dataclass(frozen=True)
class Leaver:
    """Who goes on a day: the keeper of most pages of a department, or its head; and how the account ends."""

    day: Day
    code: str
    who: str  # keeper | head | contractor
    how: str  # deactivated | many at once | deleted | moved | contract


@dataclass(frozen=True)
class Plan:
    """A reorganisation as its CSV, when it is confirmed, when it takes effect, and perhaps when it is undone.

    ``parts`` assigns every second page of a department, and a person of it, to a part of its split.
    """

    title: str
    confirmed: Day
    effective: Day
    lines: str
    parts: tuple[tuple[str, str], ...] = ()
    heads_named: Day | None = None
    undone: Day | None = None


@dataclass(frozen=True)
class Scale:
    """``pages`` are public on the first day, ``notices`` of them with a posting period.

    ``nights``: the schedule runs at night and again when offices open; else once a day, so that the night's work is
    made up for in the morning. ``minor_edits`` and ``drafts`` are chances a working day.
    """

    name: str
    seed: int
    first: Day
    last: Day
    codes: tuple[str, ...]
    pages: int
    notices: int
    new_notices_a_week: int
    reports_a_day: float
    minor_edits: float
    drafts: float
    nights: bool
    plans: tuple[Plan, ...]
    leavers: tuple[Leaver, ...]

    @property
    def header(self) -> str:
        """What the report was made from, in one line."""
        return (
            f"{self.name}; seed {self.seed}; {self.first} to {self.last}; {len(self.codes)} departments; "
            f"{self.pages} pages; {len(self.plans)} reorganisations; {len(self.leavers)} leavers"
        )


COLUMNS = "kind,code,into,parent,name,name_en,telephone\n"
REFORM = Plan(
    "2027년 하반기 조직개편",
    confirmed=Day(2027, 6, 15),
    effective=Day(2027, 7, 1),
    lines=COLUMNS
    + """신설,N01,,W00,돌봄정책과,Care Policy Division,02-3000-2001
통합,W03,N01,,,,
통합,W04,N01,,,,
신설,N02,,E00,기후대응과,Climate Division,02-3000-2002
분리,E02,E02,,,,
분리,E02,N02,,,,
명칭변경,U06,,,재난안전과,Disaster Safety Division,
폐지,C03,C01,,,,
이관,A06,,W00,,,
""",
    parts=(("E02", "N02"),),
    heads_named=Day(2027, 7, 12),
)
MISTAKE = Plan(
    "잘못 확정한 통합",
    confirmed=Day(2027, 9, 28),
    effective=Day(2027, 10, 1),
    lines=COLUMNS + "통합,A04,A03,,,,\n",
    undone=Day(2027, 10, 5),
)
FULL = Scale(
    name="a year",
    seed=20270101,
    first=Day(2027, 1, 1),
    last=Day(2027, 12, 31),
    codes=tuple(place.code for place in PLACES),
    pages=300,
    notices=36,
    new_notices_a_week=2,
    reports_a_day=0.7,
    minor_edits=0.8,
    drafts=0.5,
    nights=True,
    plans=(REFORM, MISTAKE),
    leavers=(
        Leaver(Day(2027, 1, 29), "A03", "keeper", "deactivated"),
        Leaver(Day(2027, 2, 26), "U03", "keeper", "moved"),
        Leaver(Day(2027, 3, 31), "E03", "keeper", "deactivated"),
        Leaver(Day(2027, 3, 31), "C04", "contractor", "contract"),
        Leaver(Day(2027, 4, 30), "W04", "head", "deactivated"),
        Leaver(Day(2027, 6, 30), "A05", "keeper", "many at once"),
        Leaver(Day(2027, 6, 30), "U04", "keeper", "many at once"),
        Leaver(Day(2027, 6, 30), "C01", "keeper", "many at once"),
        Leaver(Day(2027, 8, 31), "W02", "keeper", "deleted"),
        Leaver(Day(2027, 9, 30), "P05", "head", "deactivated"),
        Leaver(Day(2027, 11, 15), "E04", "keeper", "moved"),
        Leaver(Day(2027, 12, 30), "U01", "keeper", "deactivated"),
    ),
)
SMALL = Scale(
    name="a small year",
    seed=7,
    first=Day(2027, 3, 1),
    last=Day(2027, 5, 31),
    codes=("P00", "P04", "A02", "W03", "W04"),
    pages=12,
    notices=2,
    new_notices_a_week=0,
    reports_a_day=0.15,
    minor_edits=0.1,
    drafts=0.1,
    nights=False,
    plans=(
        Plan(
            "작은 조직개편",
            confirmed=Day(2027, 4, 20),
            effective=Day(2027, 5, 1),
            lines=COLUMNS
            + """신설,N01,,P00,돌봄정책과,Care Policy Division,02-3000-2001
통합,W03,N01,,,,
통합,W04,N01,,,,
신설,N02,,P00,데이터과,Data Division,02-3000-2002
분리,P04,P04,,,,
분리,P04,N02,,,,
명칭변경,P00,,,기획실,Planning Room,
""",
            parts=(("P04", "N02"),),
            heads_named=Day(2027, 5, 10),
        ),
    ),
    leavers=(Leaver(Day(2027, 4, 9), "W03", "keeper", "deactivated"),),
)

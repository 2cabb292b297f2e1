"""Two towns for the matrix: of every kind one object, whose id and title say whose it is."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupApprovalTask, Locale, Page, Workflow, WorkflowTask
from wagtail_localize.models import Translation, TranslationSource

from cms.boards.people import of_member
from cms.boards.petitioning import ask
from cms.boards.services.posting import Typed, comment, write
from cms.contact.models import ForeignOffice
from cms.contact.services.receiving import Written, receive
from cms.departments.models import Role
from cms.members.stand_in import member_with
from cms.moderation.models import DecisionOffice
from cms.moderation.selectors import NOBODY_NAMED
from cms.moderation.services.acting import By as Moderator
from cms.moderation.services.acting import carry_out, decide, object_to, open_matter, propose, report
from cms.ordinance.case import Actor, Event
from cms.translating.models import Assignment
from petitions.models import LifeSituation, Service
from petitions.services.acting import By, act
from petitions.services.filing import Filed, file
from petitions.services.gifts import Gift
from tenants.context import tenant
from tenants.selectors import current_policy
from tests.factories.departments import DepartmentFactory
from tests.factories.media import document, image
from tests.factories.members import member
from tests.factories.pages import BoardPageFactory, InformationPageFactory, NoticeListPageFactory, NoticePageFactory
from tests.factories.staff import staff

# The first object of every table gets this number, so one number stands for all objects of a town.
NUMBERS = {"alpha": 500_000, "beta": 900_000}

#: No name of the municipality: nobody may write under that.
_WORDS = {"alpha": "this-one", "beta": "that-one"}


@dataclass
class Town:
    """A municipality with its objects and its people."""

    municipality: Any
    mark: str
    number: int
    superuser: Any
    editor: Any
    citizen: Any


def build(municipality: Any) -> Town:
    """Fill a municipality; everything carries its mark."""
    mark = f"only-{_WORDS[municipality.slug]}-knows"
    number = NUMBERS[municipality.slug]
    with tenant(municipality):
        _number_from(number)
        people = _people(mark)
        _objects(mark, people[0])
        citizen = member_with(f"{mark}@example.net").user
    return Town(municipality, mark, number, *people, citizen)


def _number_from(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(quote_ident(sequencename)::regclass, %s, false) FROM pg_sequences"
            " WHERE schemaname = current_schema()",
            [number],
        )


def _people(mark: str) -> tuple[Any, Any]:
    superuser = get_user_model().objects.create_superuser(f"root-{mark}", f"{mark}@example.kr", "spring Rain 7!")
    department = DepartmentFactory(code="X1", name=f"{mark} office")
    editor = staff(f"editor-{mark}", Role.HOMEPAGE, departments=[department])
    return superuser, editor


def _objects(mark: str, author: Any) -> None:
    department = DepartmentFactory(code="X1")
    page = InformationPageFactory(title=mark, slug=mark, department=department)
    page.save_revision(user=author)
    board = NoticeListPageFactory(title=mark, slug=f"board-{mark}", department=department)
    NoticePageFactory(title=mark, parent=board, department=department, live=False).save_revision(user=author)
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get_or_create(language_code="en")[0]
    )
    Assignment.objects.create(translation=translation, person=author, note=mark)
    service = Service(code="X-1", name=mark, department=department, kind="법정", period_amount=7, period_unit="days")
    service.save()
    service.save_revision(user=author)
    LifeSituation.objects.create(slug=mark, name=mark)
    _petition(mark, service)
    image(title=mark)
    document(f"{mark}.pdf")
    Group.objects.create(name=mark)
    Collection.objects.get(depth=1).add_child(name=mark)
    Redirect.objects.create(old_path=f"/{mark}", redirect_link="https://example.kr/")
    _letter(mark, department)
    _posts(mark, department, author)
    workflow = Workflow.objects.create(name=mark)
    WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name=mark), sort_order=0)
    workflow.start(Page.objects.get(pk=page.pk).specific, author)


def _letter(mark: str, department: Any) -> None:
    """A letter to a foreign homepage: its writer and its words are known to this town alone."""
    office, _created = ForeignOffice.objects.update_or_create(language="vi", defaults={"department": department})
    words = Written(mark, f"{mark}@example.com", mark, mark, "", f"Where is {mark}?", "email")
    receive(office, words, token=mark, address="203.0.113.7")


def _posts(mark: str, department: Any, moderator: Any) -> None:
    """A board with a post, and one that was removed, with what a citizen and moderators wrote about them."""
    page = BoardPageFactory(title=mark, slug=f"posts-{mark}", department=department, answer_days=7)
    citizen = member(f"{mark}@example.net", mark[:20])
    who, by = of_member(citizen), Moderator.officer(moderator, "test")
    post = write(page, Typed(title=mark, body=f"Where is {mark}?"), who)
    comment(post, Typed(body=mark), who)
    ask(post, department, "기타", mark, moderator)
    report("boards.post", post.pk, ground=0, words=mark, reporter=citizen.user)
    gone = write(page, Typed(title="Second", body="Buy it!"), who)  # its reason may not repeat it
    DecisionOffice.objects.create(office=_office(), user=moderator, basis=mark)
    matter = open_matter("boards.post", gone.pk)
    propose(matter, Moderator.officer(moderator, "test"), grounds=[5], explanation=mark)
    decide(matter, by, remove=True)
    carry_out(matter, by)
    object_to(matter, words=mark, author=citizen.user)


def _office() -> str:
    named = current_policy().policy.removal.decided_by
    return str(named.value) if named else NOBODY_NAMED


def _petition(mark: str, service: Service) -> None:
    """A petition of the department's: its petitioner, its words and what colleagues wrote are this town's alone."""
    case = file(
        Filed(
            service=None,
            kind="기타",
            period=(7, "days"),
            title=mark,
            body=f"Where is {mark}?",
            name=mark,
            email=f"{mark}@example.com",
            submission=mark,
            department=service.department,
        )
    )
    by = By(frozenset({Actor.OFFICER}), None, mark)
    act(case, Event.TELL_PROGRESS, by, Gift(text=mark))

"""The states of a translation as a table: what leads from one to the next, and what must lead nowhere.

Every edge is driven by the real services on a real page. For each state a page was brought into it once; a test works
on it within a savepoint.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.languages.models import TranslatedPage
from cms.languages.services import making
from cms.machine.models import MachineSetting
from cms.publication.reasons import PublicationRefused
from cms.translating.managed import waiting_of
from cms.translating.models import Review
from cms.translating.pieces import needs_translation, pieces_of, write
from cms.translating.services import reviewing
from cms.translating.services.handing_in import hand_in
from cms.translating.services.submitting import follow_original, submit
from tests.factories.pages import InformationPageFactory, SectionPageFactory
from tests.languages.conftest import body
from tests.layers import handed_out, layer
from tests.translating.conftest import build

MISSING, BEGUN, CURRENT = "missing", "in_translation", "current"
BEHIND, CRITICAL, MACHINE = "behind", "critically_behind", "machine_unreviewed"
FEE, PLACE = "수수료는 2,000원입니다.", "구청에서 신청합니다."


class Story:
    """An original and what happens to it and to its translation."""

    def __init__(self, town: SimpleNamespace, source: Page) -> None:
        self.town, self.source = town, source

    @property
    def state(self) -> str:
        row = TranslatedPage.objects.filter(source=self.source).first()
        return row.state if row else MISSING

    @property
    def row(self) -> TranslatedPage:
        return TranslatedPage.objects.get(source=self.source)

    @property
    def translation(self) -> Translation:
        return Translation.objects.get(source__object_id=self.source.translation_key)

    @property
    def original(self) -> Page:
        return type(self.source).objects.get(pk=self.source.pk)

    @property
    def page(self) -> Page:
        return self.source.get_translation(self.town.english)

    def say(self, *paragraphs: str, publish: bool = True, **more) -> None:
        page = self.original
        page.body = body(*paragraphs)
        for name, value in more.items():
            setattr(page, name, value)
        revision = page.save_revision()
        if publish:
            revision.publish()

    def put(self, words: str, person, **more) -> None:
        """Every piece in English, with the figures of the original."""
        texts = {}
        for piece in pieces_of(self.translation):
            if needs_translation(piece.source):
                figures = "".join(sign for sign in piece.source if sign.isascii())
                texts[piece.number] = f"{words} {figures} {piece.place}"
        write(self.translation, texts, person, **more)


# What happens to the original


def original_figure(it: Story) -> None:
    it.say("수수료는 3,000원입니다.", PLACE)


def original_text(it: Story) -> None:
    it.say(FEE, "시청에서 신청합니다.")


def original_spelling(it: Story) -> None:
    it.say(FEE, "구청에서  신청합니다")


def original_draft(it: Story) -> None:
    it.say("수수료는 9,000원입니다.", "시청에서 신청합니다.", publish=False)


def original_as_before(it: Story) -> None:
    it.say(FEE, PLACE)


def original_moved(it: Story) -> None:
    it.original.move(it.town.section, pos="last-child")


def original_withdrawn(it: Story) -> None:
    it.original.unpublish()


# What happens to the translation


def submitted(it: Story) -> None:
    submit(it.original, [it.town.english], it.town.manager)


def aliased(it: Story) -> None:
    it.original.copy_for_translation(it.town.english, alias=True)


def followed(it: Story) -> None:
    follow_original(it.translation, it.town.translator)


def translated(it: Story) -> None:
    it.put("Words", it.town.translator)


def reworded(it: Story) -> None:
    it.put("Other words", it.town.translator)


def handed_in(it: Story) -> None:
    hand_in(it.translation, it.town.translator)


def given_back(it: Story) -> None:
    reviewing.return_(waiting_of(it.translation), it.town.colleague, comment="Once more, please")


def approved(it: Story) -> None:
    reviewing.approve(waiting_of(it.translation), it.town.colleague, confirmed=True)


def published_unreviewed(it: Story) -> None:
    with pytest.raises(PublicationRefused):
        it.translation.save_target(publish=True)


def by_machine(it: Story) -> None:
    it.put("Machine", None, tool="LibreTranslate", machine=True)


def machine_published(it: Story) -> None:
    MachineSetting.objects.update_or_create(defaults={"unreviewed": True})
    it.translation.save_target(publish=True)
    MachineSetting.objects.update(unreviewed=False)


def machine_read(it: Story) -> None:
    making.review(it.row, it.town.colleague)


def moved(it: Story) -> None:
    it.page.move(Page.objects.get(pk=it.town.english_home.pk), pos="last-child")


def withdrawn(it: Story) -> None:
    it.page.unpublish()


def published_again(it: Story) -> None:
    it.page.latest_revision.publish()


def first_version_again(it: Story) -> None:
    first = Review.objects.filter(page_id=it.page.pk).order_by("pk").first()
    it.page.revisions.get(pk=first.revision_number).publish()


def deleted(it: Story) -> None:
    it.page.delete()


def own_text(it: Story) -> None:
    making.set_own_text(it.row, True)


def translation_again(it: Story) -> None:
    making.set_own_text(it.row, False)


REVIEWED = (translated, handed_in, approved)
RENEWED = (followed, *REVIEWED)
BY_MACHINE = (by_machine, machine_published)

#: How a page comes into each state.
INTO: dict[str, tuple[Callable[[Story], None], ...]] = {
    MISSING: (),
    BEGUN: (submitted,),
    CURRENT: (submitted, *REVIEWED),
    BEHIND: (submitted, *REVIEWED, original_text),
    CRITICAL: (submitted, *REVIEWED, original_figure),
    MACHINE: (submitted, *BY_MACHINE),
}

#: What leads where. A row of acts is carried out whole.
EDGES: list[tuple[str, tuple[Callable[[Story], None], ...], str]] = [
    (MISSING, (submitted,), BEGUN),
    (MISSING, (aliased,), MISSING),
    (MISSING, (original_figure,), MISSING),
    (BEGUN, (submitted,), BEGUN),
    (BEGUN, (translated,), BEGUN),
    (BEGUN, (translated, handed_in), BEGUN),
    (BEGUN, (translated, handed_in, given_back), BEGUN),
    (BEGUN, REVIEWED, CURRENT),
    (BEGUN, (translated, published_unreviewed), BEGUN),
    (BEGUN, (original_figure,), BEGUN),
    (BEGUN, (original_figure, *REVIEWED), CRITICAL),
    (BEGUN, (original_figure, *RENEWED), CURRENT),
    (BEGUN, (by_machine,), BEGUN),
    (BEGUN, (by_machine, published_unreviewed), BEGUN),
    (BEGUN, BY_MACHINE, MACHINE),
    (BEGUN, (by_machine, handed_in, approved), CURRENT),
    (BEGUN, (deleted,), MISSING),
    (BEGUN, (deleted, submitted), BEGUN),
    (CURRENT, (original_spelling,), CURRENT),
    (CURRENT, (original_text,), BEHIND),
    (CURRENT, (original_figure,), CRITICAL),
    (CURRENT, (original_draft,), CURRENT),
    (CURRENT, (original_moved,), CURRENT),
    (CURRENT, (original_withdrawn,), CURRENT),
    (CURRENT, (moved,), CURRENT),
    (CURRENT, (submitted,), CURRENT),
    (CURRENT, (followed,), CURRENT),
    (CURRENT, (reworded,), CURRENT),
    (CURRENT, (reworded, published_unreviewed), CURRENT),
    (CURRENT, (reworded, handed_in), CURRENT),
    (CURRENT, (reworded, handed_in, given_back), CURRENT),
    (CURRENT, (reworded, handed_in, approved), CURRENT),
    (CURRENT, (by_machine,), CURRENT),
    (CURRENT, BY_MACHINE, MACHINE),
    (CURRENT, (withdrawn,), BEGUN),
    (CURRENT, (withdrawn, published_again), CURRENT),
    (CURRENT, (withdrawn, original_figure, published_again), CRITICAL),
    (CURRENT, (deleted,), MISSING),
    (CURRENT, (deleted, submitted, *REVIEWED), CURRENT),
    (CURRENT, (own_text, original_figure), CURRENT),
    (BEHIND, (original_spelling,), CURRENT),
    (BEHIND, (original_draft,), BEHIND),
    (BEHIND, (original_moved,), BEHIND),
    (BEHIND, (original_figure,), CRITICAL),
    (BEHIND, (original_as_before,), CURRENT),
    (BEHIND, (moved,), BEHIND),
    (BEHIND, (submitted,), BEHIND),
    (BEHIND, (followed,), BEHIND),
    (BEHIND, (followed, translated, handed_in), BEHIND),
    (BEHIND, (followed, translated, handed_in, given_back), BEHIND),
    (BEHIND, RENEWED, CURRENT),
    (BEHIND, (reworded, handed_in, approved), BEHIND),
    (BEHIND, (followed, *BY_MACHINE), MACHINE),
    (BEHIND, (own_text,), CURRENT),
    (BEHIND, (withdrawn,), BEGUN),
    (BEHIND, (deleted,), MISSING),
    (CRITICAL, (original_draft,), CRITICAL),
    (CRITICAL, (original_moved,), CRITICAL),
    (CRITICAL, (original_as_before,), CURRENT),
    (CRITICAL, (original_text,), BEHIND),
    (CRITICAL, (moved,), CRITICAL),
    (CRITICAL, (submitted,), CRITICAL),
    (CRITICAL, (followed,), CRITICAL),
    (CRITICAL, (followed, translated, handed_in), CRITICAL),
    (CRITICAL, RENEWED, CURRENT),
    (CRITICAL, (reworded, handed_in, approved), CRITICAL),
    (CRITICAL, (*RENEWED, first_version_again), CRITICAL),
    (CRITICAL, (followed, *BY_MACHINE), MACHINE),
    (CRITICAL, (own_text,), CURRENT),
    (CRITICAL, (own_text, translation_again, original_as_before), CRITICAL),
    (CRITICAL, (withdrawn,), BEGUN),
    (CRITICAL, (deleted,), MISSING),
    (MACHINE, (original_spelling,), MACHINE),
    (MACHINE, (original_text,), MACHINE),
    (MACHINE, (original_text, machine_read), BEHIND),
    (MACHINE, (original_figure,), CRITICAL),
    (MACHINE, (original_draft,), MACHINE),
    (MACHINE, (original_moved,), MACHINE),
    (MACHINE, (moved,), MACHINE),
    (MACHINE, (submitted,), MACHINE),
    (MACHINE, (handed_in,), MACHINE),
    (MACHINE, (handed_in, given_back), MACHINE),
    (MACHINE, (handed_in, approved), CURRENT),
    (MACHINE, (machine_read,), CURRENT),
    (MACHINE, (machine_read, original_figure), CRITICAL),
    (MACHINE, (reworded, handed_in, approved), CURRENT),
    (MACHINE, (withdrawn,), BEGUN),
    (MACHINE, (withdrawn, published_again), MACHINE),
    (MACHINE, (deleted,), MISSING),
]


def _states(it: SimpleNamespace) -> None:
    build(it)
    it.section = SectionPageFactory(title="민원", slug="civil", department=it.department)
    it.originals = {}
    for state, acts in INTO.items():
        story = Story(it, InformationPageFactory(title="여권 안내", body=body(FEE, PLACE), department=it.department))
        for act in acts:
            act(story)
        assert story.state == state
        it.originals[state] = story.source


@pytest.fixture(scope="module")
def _built(django_db_setup, django_db_blocker):
    with layer(django_db_blocker, "alpha", _states) as it:
        yield it


@pytest.fixture
def states(_built, in_alpha):
    return handed_out(_built, in_alpha)


def _name(edge) -> str:
    return f"{edge[0]}-{'-'.join(act.__name__ for act in edge[1])}-{edge[2]}"


@pytest.mark.parametrize("edge", EDGES, ids=_name)
def test_edge(states, edge):
    before, acts, after = edge
    story = Story(states, states.originals[before])
    for act in acts:
        act(story)
    assert story.state == after


def test_every_state_can_be_reached_and_left():
    assert {after for before, _acts, after in EDGES if before != after} == set(INTO)
    assert {before for before, _acts, after in EDGES if before != after} == set(INTO)

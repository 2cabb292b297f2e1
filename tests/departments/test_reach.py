"""Who may do what with which page: by department, contract, language and role."""

import pytest
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.departments.page_permissions import StaffPagePermissionPolicy


def acts(user, page) -> set[str]:
    tester = page.permissions_for_user(user)
    names = ("edit", "delete", "publish", "unpublish", "move", "copy", "lock", "add_subpage", "view_revisions")
    return {name for name in names if getattr(tester, f"can_{name}")()}


EDITS = {"edit", "copy", "view_revisions"}
EDITS_AND_ADDS = {*EDITS, "add_subpage"}


@pytest.mark.parametrize(
    ("person", "page", "expected"),
    [
        ("editor", "welfare_page", EDITS_AND_ADDS),
        ("editor", "welfare_section", EDITS_AND_ADDS),
        ("editor", "roads_page", set()),
        ("editor", "roads_draft", set()),
        ("editor", "roads_below_welfare", set()),
        ("editor", "board", {"add_subpage"}),
        ("editor", "roads_notice", set()),
        ("bureau_editor", "welfare_page", EDITS_AND_ADDS),
        ("bureau_editor", "roads_page", set()),
        ("head", "welfare_page", EDITS_AND_ADDS),
        ("roads_editor", "roads_below_welfare", {*EDITS_AND_ADDS, "delete", "move"}),
        ("roads_editor", "roads_notice", {*EDITS, "delete", "move"}),
        ("contractor", "roads_page", EDITS_AND_ADDS),
        ("contractor", "roads_draft", {*EDITS_AND_ADDS, "delete", "move"}),
        ("contractor", "roads_below_welfare", set()),
        ("contractor", "board", set()),
        ("translator", "welfare_page", set()),
        ("system", "welfare_page", set()),
        (
            "manager",
            "welfare_page",
            {*EDITS_AND_ADDS, "delete", "publish", "unpublish", "move", "lock"},
        ),
    ],
)
def test_rights_on_one_page(town, person, page, expected):
    assert acts(getattr(town, person), getattr(town, page)) == expected


def test_the_policy_is_the_registered_one(town):
    assert isinstance(policy_registry.get_by_type(Page), StaffPagePermissionPolicy)


@pytest.mark.parametrize("person", ["editor", "roads_editor", "contractor", "bureau_editor", "manager", "translator"])
def test_the_list_of_editable_pages_says_the_same_as_each_page(town, person):
    user = getattr(town, person)
    policy = policy_registry.get_by_type(Page)
    listed = set(policy.instances_user_has_permission_for(user, "change").values_list("pk", flat=True))
    each = {page.pk for page in Page.objects.filter(depth__gt=1) if page.permissions_for_user(user).can_edit()}
    assert listed - {Page.get_first_root_node().pk} == each


def test_the_explorer_shows_the_way_and_no_strangers_draft(town):
    policy = policy_registry.get_by_type(Page)
    seen = set(policy.explorable_instances(town.editor).values_list("title", flat=True))
    assert seen == {"알파시", "복지", "기초연금", "공지사항"}


def test_the_owner_of_a_page_who_left_the_department_has_nothing(town):
    town.welfare_page.owner = town.roads_editor
    town.welfare_page.save()
    assert acts(town.roads_editor, town.welfare_page) == set()


def test_whoever_leaves_the_department_or_the_role_reaches_nothing(town):
    town.editor.groups.clear()
    fresh = type(town.editor).objects.get(pk=town.editor.pk)
    assert acts(fresh, town.welfare_page) == set()


def test_inactive_accounts_reach_nothing(town):
    town.editor.is_active = False
    assert acts(town.editor, town.welfare_page) == set()


def test_a_section_is_not_moved_with_a_strangers_page_in_it(town):
    """복지 holds a draft of the roads department: it stays where it is, also when nothing in it is live."""
    for page in (town.welfare_page, town.welfare_section):
        page.live = False
        page.save()
    tester = town.welfare_section.permissions_for_user(town.editor)
    assert not tester.can_move()
    assert not tester.can_delete(ignore_bulk=True)
    assert not tester.can_copy_to(town.board.get_parent(), recursive=True)


def test_the_department_of_a_draft_is_not_yet_the_department_of_the_live_page(town):
    town.welfare_page.department = town.roads
    town.welfare_page.save_revision()
    live = Page.objects.get(pk=town.welfare_page.pk)
    assert "edit" in acts(town.editor, live)
    assert acts(town.roads_editor, live) == set()

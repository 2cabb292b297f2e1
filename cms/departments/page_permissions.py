"""Page permissions by department, contract and language: the one file that joins them to Wagtail's.

Wagtail grants rights on whole subtrees, and to the owner of a page. A department's pages lie scattered in the tree, and
whoever leaves a department keeps nothing: so rights of staff are worked out for each page, and ownership gives none.
Wagtail's own rows stay in force beside that (homepage management has all on the root; boards let departments add).
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, IntegerField, Max, Min, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Page, PagePermissionTester, Site
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.departments.models import Decision, decision_models
from cms.departments.reach import reach_of

_BELOW = "_below"  # on a page: by person what stands below it
EXPLORING = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})


class StaffPagePermissionTester(PagePermissionTester):
    """What a person may do with one page."""

    permissions: set[str]
    below_too: set[str]

    def __init__(self, user, page):
        super().__init__(user, page)
        ordinary = user.is_active and not user.is_superuser
        self.below_too = self.permissions if ordinary else set()  # Wagtail's rows hold for a page and all below it
        self.permissions = self.below_too | reach_of(user).acts_on(page) if ordinary else set()

    def can_edit(self) -> bool:
        """Whoever may change it, and who must decide on it; having made it once is not enough."""
        if not self.user.is_active or self.page_is_root:
            return False
        if self.user.is_superuser or "change" in self.permissions:
            return True
        task = self.page.current_workflow_task
        return bool(task and task.user_can_access_editor(self.page, self.user))

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only with every page below it: a department cannot take another's along, live or not.

        Asked in each row of a list: the database is, only where pages below could decide it.
        """
        if not self.user.is_active or self.page_is_root:
            return False
        if self.user.is_superuser:
            return True
        at_once = ignore_bulk or "bulk_delete" in self.permissions or self.page.is_leaf()
        if "change" not in self.permissions or not at_once:
            return False
        return ("publish" in self.permissions or not self._shows_citizens_something()) and self._reaches_all_below(
            "change"
        )

    def can_copy_to(self, destination, recursive: bool = False) -> bool:
        """A copy with everything below shows everything below."""
        return super().can_copy_to(destination, recursive) and (not recursive or self._reaches_all_below("change"))

    def can_publish(self) -> bool:
        """Not while it waits for a decision that is another's to take: publishing would be approving one's own."""
        return super().can_publish() and not self._waits_for_another()

    def can_view_revisions(self) -> bool:
        """Earlier versions are for those who may edit the present one."""
        return self.can_edit()

    def _shows_citizens_something(self) -> bool:
        return self.page.live or (bool(self.page.numchild) and self._below().live)

    def _reaches_all_below(self, act: str) -> bool:
        if self.user.is_superuser or not self.page.numchild or act in self.below_too:
            return True
        return not self._below().out_of_reach

    def _below(self) -> "Below":
        """Asked once a person and page; for the pages of a list ``look_below`` asked already."""
        known = self.page.__dict__.setdefault(_BELOW, {})
        if self.user.pk not in known:
            look_below([self.page], self.user)
        found: Below = known[self.user.pk]
        return found

    def _waits_for_another(self) -> bool:
        state = self.page.current_workflow_task_state
        return isinstance(state, Decision) and state.is_own(self.user)


@dataclass(frozen=True)
class Below:
    """What stands below a page: something that citizens see, something that a person may not change."""

    live: bool
    out_of_reach: bool


def look_below(pages: Collection[Page], user) -> None:
    """Note on each of these pages what stands below it, as far as that decides what this person may do. One query."""
    parents = {page.pk: page for page in pages if page.numchild}
    below = Page.objects.filter(path__startswith=OuterRef("path"), depth__gt=OuterRef("depth")).order_by()
    reachable = policy.instances_user_has_any_permission_for(user, {"change"})
    found = Page.objects.filter(pk__in=parents).order_by()
    found = found.annotate(live_below=Exists(below.filter(live=True)))
    found = found.annotate(strange_below=Exists(below.exclude(pk__in=reachable.order_by().values("pk"))))
    for pk, live, strange in found.values_list("pk", "live_below", "strange_below"):
        parents[pk].__dict__.setdefault(_BELOW, {})[user.pk] = Below(live, strange)


class StaffPagePermissionPolicy(PagePermissionPolicy):
    """What a person may do with pages as a set: lists, searches, choosers, reports."""

    def user_has_any_permission(self, user, actions) -> bool:
        """True when some page allows it."""
        base = self._base_user_has_permission(user)
        if base is not None:
            return base
        granted = {row.permission.codename for row in self.get_cached_permissions_for_user(user)}
        return bool(self._get_permission_codenames(actions) & granted or set(actions) & reach_of(user).acts())

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        """True when this page allows it."""
        base = self._base_user_has_permission(user)
        if base is not None:
            return base
        return bool(set(actions) & StaffPagePermissionTester(user, instance).permissions)

    def instances_user_has_any_permission_for(self, user, actions):
        """The pages that allow it."""
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        return self.model._default_manager.filter(self._granted(user, actions) | self._reached(user, actions))

    def users_with_any_permission_for_instance(self, actions, instance, include_superusers=True):
        """Who may, by a row of Wagtail's or as a member of the page's department."""
        users = super().users_with_any_permission_for_instance(actions, instance, include_superusers)
        record = getattr(instance, "record", None)
        if not record or not {"add", "change"} & set(actions):
            return users
        staff = Q(memberships__department=record.department_id) | Q(heads=record.department_id)
        pks = users.order_by().values("pk")
        return users.model._default_manager.filter(Q(pk__in=pks) | (Q(is_active=True) & staff)).distinct()

    def instances_with_direct_explore_permission(self, user):
        """Where someone starts in the tree: the lowest page above all of theirs."""
        root = self.explorable_root_instance(user)
        return [root] if root else []

    def explorable_root_instance(self, user):
        """The lowest page above all that someone may work on, None without any. Kept on the user."""
        name = self._explorable_root_instance_cache_name
        if not hasattr(user, name):
            setattr(user, name, self._lowest_common_page(user))
        return getattr(user, name)

    def explorable_instances(self, user):
        """Pages someone may work on, and those above them as the way there; never a stranger's draft."""
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        root = self.explorable_root_instance(user)
        if root is None:
            return self.model._default_manager.none()
        own = self._own(user)
        steplen = self.model.steplen
        parents = {
            path[:-steplen]
            for path in self.model._default_manager.filter(own).order_by().values_list("path", flat=True)
        }
        way = {root.path} | {path[:end] for path in parents for end in range(len(root.path), len(path) + 1, steplen)}
        return self.model._default_manager.filter(own | Q(path__in=way), path__startswith=root.path)

    def _empty_handed(self, user):
        """Who may work on pages of which there are none yet (a translator's first day) still has a way in."""
        if not self.user_has_any_permission(user, EXPLORING):
            return None
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        return site.root_page if site else None

    def _own(self, user) -> Q:
        """Pages to work on. A right to add below a board shows the board, not what others drafted on it."""
        boards = {
            row.page_id
            for row in self.get_cached_permissions_for_user(user)
            if row.permission.codename == self._get_permission_codename("add")
        }
        return (
            self._granted(user, EXPLORING - {"add"})
            | self._reached(user, EXPLORING)
            | Q(pk__in=boards)
            | _to_decide(user)
        )

    def _granted(self, user, actions) -> Q:
        """By Wagtail's rows, on a subtree each. The owner's rights that Wagtail would add are left out."""
        codenames = self._get_permission_codenames(actions)
        condition = Q(pk__in=[])
        for row in self.get_cached_permissions_for_user(user):
            if row.permission.codename in codenames:
                condition |= Q(path__startswith=row.page.path)
        return condition

    def _reached(self, user, actions) -> Q:
        reach = reach_of(user)
        condition = Q(pk__in=[])
        for act in actions:
            condition |= reach.pages(act)
        return condition

    def _lowest_common_page(self, user):
        if not user.is_active or user.is_anonymous:
            return None
        if user.is_superuser:
            return self.model._default_manager.filter(depth=1).first()
        ends = self.model._default_manager.filter(self._own(user)).aggregate(first=Min("path"), last=Max("path"))
        if not ends["first"]:
            return self._empty_handed(user)
        common = _common_path(ends["first"], ends["last"], self.model.steplen)
        return self.model._default_manager.filter(path=common).first()


def _to_decide(user) -> Q:
    """Pages that wait for this person's decision."""
    condition = Q(pk__in=[])
    for model in decision_models():
        pages = model.objects.shown_to(user).annotate(page_id=Cast("workflow_state__object_id", IntegerField()))
        condition |= Q(pk__in=pages.values("page_id"))
    return condition


def _common_path(first: str, last: str, steplen: int) -> str:
    """The longest whole-step start that two tree paths share; for the smallest and largest path, all paths share it."""
    end = 0
    while end < min(len(first), len(last)) and first[end : end + steplen] == last[end : end + steplen]:
        end += steplen
    return first[:end]


policy = StaffPagePermissionPolicy(Page)


class StaffPermissionsMixin:
    """For every page type: asks about this person and this page as written above."""

    def permissions_for_user(self, user) -> StaffPagePermissionTester:
        """What this person may do with this page."""
        return StaffPagePermissionTester(user, self)

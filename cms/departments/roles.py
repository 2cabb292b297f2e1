"""The roles' groups, their permissions and the workflow, made at onboarding.

Pictures and documents lie in one shared collection: departments reuse each other's, and forty collections would need
forty keepers. "Add" lets staff change and delete what they uploaded themselves; homepage management keeps order in all.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.departments.models import DepartmentApprovalTask, Role, RoleGroup

# Names of groups are data in Korean, as staff see them in lists (안양·용인 §3③).
GROUP_NAMES = {
    Role.SYSTEM: "시스템운영",
    Role.HOMEPAGE: "홈페이지관리",
    Role.DEPARTMENT: "담당부서",
    Role.CONTRACTOR: "수탁자",
    Role.TRANSLATOR: "번역",
}

DESK = "wagtailadmin.access_admin"

# Rights over kinds of records. Rights over pages stand below, those of departments in page_permissions.py.
PERMISSIONS: dict[Role, list[str]] = {
    Role.SYSTEM: [
        DESK,
        *(f"members.{act}_user" for act in ("add", "change", "delete", "view")),
        "members.change_signinpolicy",
        *(f"departments.{act}_department" for act in ("add", "change", "delete", "view")),
        *(f"departments.{act}_contractorgrant" for act in ("add", "change", "delete", "view")),
        "wagtailcore.change_site",
        "core.change_siteappearance",
        *(f"wagtailredirects.{act}_redirect" for act in ("add", "change", "delete")),
        "machine.change_machinesetting",
    ],
    Role.HOMEPAGE: [
        DESK,
        *(f"departments.{act}_department" for act in ("add", "change", "view")),
        *(f"departments.{act}_contractorgrant" for act in ("add", "change", "view")),
        *(f"wagtailcore.{act}_collection" for act in ("add", "change", "delete")),
        *(f"wagtailredirects.{act}_redirect" for act in ("add", "change", "delete")),
        "wagtail_localize.submit_translation",
        *(f"feedback.{act}_gathering" for act in ("add", "change", "delete", "view")),
        "evaluation.change_evaluationsetting",
        "machine.change_machinesetting",
        "contact.change_foreignoffice",
        "languages.change_translationsetting",
        "contact.view_foreignoffice",
        *(f"members.{act}_consenttext" for act in ("add", "change", "view")),
        *(f"members.{act}_topic" for act in ("add", "change", "view")),
        "members.view_member",
        "members.change_message",
        "members.change_memberservicesetting",
    ],
    Role.DEPARTMENT: [DESK, "departments.view_department"],
    Role.CONTRACTOR: [DESK],
    # Submitting makes and may publish pages: homepage management does it, translators then write.
    Role.TRANSLATOR: [DESK],
}
ROOT_PAGE_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.HOMEPAGE: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
MEDIA_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.HOMEPAGE: ("add", "change", "choose"),
    Role.DEPARTMENT: ("add", "choose"),
    Role.CONTRACTOR: ("add", "choose"),
    Role.TRANSLATOR: ("choose",),
}
WORKFLOW_NAME = "부서장 승인"


def group_of(role: Role) -> Group:
    """The group that stands for a role here. Raises RoleGroup.DoesNotExist before onboarding."""
    return RoleGroup.objects.select_related("group").get(role=role).group


def create_roles() -> None:
    """One group a role, with exactly the rights listed here; to be repeated when a later version changes them."""
    for role in Role:
        group = _group(role)
        group.permissions.set(_permissions(PERMISSIONS[role]))
        _grant_pages(group, ROOT_PAGE_PERMISSIONS.get(role, ()))
        _grant_media(group, MEDIA_PERMISSIONS.get(role, ()))


def let_departments_add_below(pages: Iterable[Page]) -> None:
    """Boards that every department writes to (공지, 행사): its staff may add, and edit what is theirs."""
    group = group_of(Role.DEPARTMENT)
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    for page in pages:
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def create_workflow() -> Workflow:
    """The head of department approves, for every page below the root."""
    task, _created = DepartmentApprovalTask.objects.get_or_create(name=WORKFLOW_NAME)
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return workflow


def remove_wagtail_defaults() -> None:
    """Wagtail's own Moderators and Editors, and their workflow, would be a second door to publishing."""
    Workflow.objects.filter(workflow_tasks__task__in=GroupApprovalTask.objects.all()).delete()
    GroupApprovalTask.objects.all().delete()
    Group.objects.filter(name__in=["Moderators", "Editors"], role_group__isnull=True).delete()


def _group(role: Role) -> Group:
    known = RoleGroup.objects.filter(role=role).select_related("group").first()
    if known:
        return known.group
    group, _created = Group.objects.get_or_create(name=GROUP_NAMES[role])
    RoleGroup.objects.create(role=role, group=group)
    return group


def _permissions(names: list[str]) -> list[Permission]:
    """The rows of these names. Raises LookupError for a name that no model has: a typing error must not pass."""
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    missing = [name for name in names if name not in found]
    if missing:
        raise LookupError(_("There is no such permission: %(names)s") % {"names": ", ".join(missing)})
    return [found[name] for name in names]


def _grant_pages(group: Group, acts: tuple[str, ...]) -> None:
    root = Page.get_first_root_node()
    for permission in _permissions([f"wagtailcore.{act}_page" for act in acts]):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _grant_media(group: Group, acts: tuple[str, ...]) -> None:
    root = Collection.get_first_root_node()
    names = [f"{kind}_{model}" for kind in acts for model in ("image", "document")]
    rows = Permission.objects.filter(codename__in=names, content_type__app_label__in=["wagtailimages", "wagtaildocs"])
    for permission in rows:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)

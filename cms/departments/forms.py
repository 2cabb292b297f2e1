"""The page editor's form: staff of a department name only departments of theirs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.departments.models import Department
from cms.departments.reach import reach_of
from cms.departments.selectors import successors_of


class StaffPageForm(WagtailAdminPageForm):
    """For every page type with a stamp."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_own_department()

    def clean_department(self) -> Department | None:
        """Raises ValidationError for another's department: the page would leave their reach, or enter a stranger's.

        A closed department, as in a version of an earlier day, answers for nothing any more.
        """
        department = self.cleaned_data.get("department")
        if department and not department.is_open:
            raise ValidationError(closed_sentence(department))
        if department and not may_name(self.for_user, department.pk) and department.pk != self._present():
            raise ValidationError(_("Choose your own department or one below it."))
        return department

    def _present(self) -> int | None:
        return self.instance.department_id if self.instance.pk else None

    def _offer_own_department(self) -> None:
        """Who works for one department need not look for it."""
        if self.instance.pk or "department" not in self.fields or self.initial.get("department") or not self.for_user:
            return
        own = list(self.for_user.memberships.values_list("department_id", flat=True)[:2])
        if len(own) == 1:
            self.initial["department"] = own[0]


def closed_sentence(department: Department) -> str:
    """Why a closed department cannot be chosen, and who took over."""
    heirs = ", ".join(heir.name for heir in successors_of(department))
    said = {"name": department.name, "day": department.closed_on.isoformat() if department.closed_on else ""}
    sentence = _("“%(name)s” was closed on %(day)s. Choose the department that answers for it now.") % said
    return f"{sentence} " + (_("Its successors: %(names)s.") % {"names": heirs} if heirs else "")


def may_name(user, department_id: int) -> bool:
    """True for departments that this person may put on a page. A contractor writes for any within the sections."""
    reach = reach_of(user)
    if user.is_superuser or not reach.limited or reach.sections:
        return True
    return department_id in reach.departments

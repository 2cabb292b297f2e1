"""Going live at a time, ending at a time, previews wide and narrow, comparison of versions."""

import datetime as dt

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.pages.models import InformationPage


def test_an_approved_page_goes_live_at_its_time_and_ends_at_its_time(town, time_machine):
    town.welfare_page.save_revision(user=town.manager).publish(user=town.manager)
    page, now = InformationPage.objects.get(pk=town.welfare_page.pk), timezone.now()
    page.title, page.go_live_at, page.expire_at = "새해 안내", now + dt.timedelta(days=1), now + dt.timedelta(days=2)
    page.save_revision(user=town.editor)
    page.get_workflow().start(page, town.editor)
    page.current_workflow_task_state.approve(user=town.head)

    def public() -> InformationPage:
        return InformationPage.objects.get(pk=page.pk)

    assert public().title == "기초연금"
    time_machine.move_to(now + dt.timedelta(days=1, minutes=1))
    call_command("publish_scheduled")
    assert (public().title, public().live) == ("새해 안내", True)
    time_machine.move_to(now + dt.timedelta(days=2, minutes=1))
    call_command("publish_scheduled")
    assert (public().live, public().expired) == (False, True)


def test_previews_are_offered_wide_and_narrow(town):
    widths = [size["device_width"] for size in town.welfare_page.preview_sizes]
    assert min(widths) <= 390
    assert max(widths) >= 1280


def test_editors_compare_versions_of_their_own_pages(town, sign_in):
    town.welfare_page.title = "기초연금과 장애인연금"
    town.welfare_page.save_revision(user=town.editor)
    url = reverse("wagtailadmin_pages:revisions_compare", args=[town.welfare_page.pk, "live", "latest"])
    response = sign_in(town.editor).get(url)
    assert response.status_code == 200
    assert "장애인연금" in response.content.decode()

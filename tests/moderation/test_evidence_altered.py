"""A copy whose closed data no longer open: the desk says so in a sentence, and nothing is restored from it."""

import pytest
from django.db import connection
from django.urls import reverse

from cms.boards.models import Post
from cms.moderation.models import Evidence
from cms.moderation.services import acting
from tests.moderation.conftest import another_decider, removed


def test_a_copy_whose_closed_data_were_altered_is_told_of_and_restores_nothing(place, client_for):
    matter, second = removed(place), another_decider(place)
    objection = acting.object_to(matter, words="광고가 아닙니다.", author=place.author.user)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE moderation_evidence DISABLE TRIGGER USER")
        cursor.execute("UPDATE moderation_evidence SET whole = overlay(whole placing 'AAAA' from length(whole) - 9)")
        cursor.execute("ALTER TABLE moderation_evidence ENABLE TRIGGER USER")
    head, copy = client_for(place.municipality).login_as(place.head), Evidence.objects.defer("whole").get()
    screen = reverse("moderation_matter", args=[matter.pk])
    assert head.get(screen).status_code == 200
    assert head.get(screen, {"copy": "1"}).status_code == 200
    taken = head.get(reverse("moderation_evidence", args=[matter.pk, copy.pk]))
    assert (taken.status_code, taken.url) == (302, screen)
    with pytest.raises(acting.Refused):
        acting.decide_objection(objection, second, outcome="restored", answer="복원합니다.")
    assert Post.objects.get(pk=place.post.pk).state == "removed"

"""What indexes of posts reckon with. Migrations name it: it stays as it is."""

from __future__ import annotations

from django.db.models import Func, IntegerField


class DaysShown(Func):
    """For how many days a post is shown, from the day in Korea on which it was posted; none for no end.

    The greatest of a board says how far back a post can be that is still shown.
    """

    template = "(public_until - (posted_at AT TIME ZONE 'Asia/Seoul')::date)"
    output_field = IntegerField()

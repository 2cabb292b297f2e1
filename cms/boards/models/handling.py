"""What a department does about a post beside answering: handing it on, offering to take it as a petition, mail."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.outbox import WaitingMail

from .posts import Post


class Handled(models.TextChoices):
    """What was done."""

    ASSIGNED = "assigned", _("handed to another department")
    ANSWERED = "answered", _("answer given")
    CHANGED = "changed", _("answer changed")
    OFFERED = "offered", _("author asked whether it may become a petition")
    TAKEN_BACK = "taken_back", _("question to the author taken back")
    DECLINED = "declined", _("author does not want a petition")
    PETITION = "petition", _("received as a petition")
    UNDELIVERABLE = "undeliverable", _("mail could not be delivered")


class PostEvent(models.Model):
    """A line of a post's history at the desk. ``note`` holds nothing personal; PostgreSQL refuses to change a line."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    act = models.CharField(max_length=14, choices=Handled.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("history of a post")
        verbose_name_plural = _("histories of posts")

    def __str__(self) -> str:
        return f"{self.post_id} · {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line.

        :raises ValidationError: for a line that stands already.
        """
        if not self._state.adding:
            raise ValidationError(gettext("The history of a post is only ever added to."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never.

        :raises ValidationError: always.
        """
        raise ValidationError(gettext("The history of a post is only ever added to."))


class OfferState(models.TextChoices):
    """What became of the question to the author."""

    OPEN = "open", _("waits for the author")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    TAKEN_BACK = "taken_back", _("question taken back")


class PetitionOffer(models.Model):
    """A department's question to the author: may this post be received as a petition (민원)?

    ``department`` would deal with it, as a petition of this ``kind``. ``words`` are the department's to the author.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="offers")
    department = models.ForeignKey("departments.Department", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=4)
    words = models.TextField(_("words to the author"), blank=True)
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("offer to take a post as a petition")
        verbose_name_plural = _("offers to take posts as petitions")
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(state="open"), name="boards_one_open_offer"),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None) | ~Q(state="open") & Q(answered_at__isnull=False),
                name="boards_offer_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} · {self.state}"


class MailKind(models.TextChoices):
    """What the author is told. Never the words: they stand at the post."""

    ANSWERED = "answered", _("the post was answered")
    OFFERED = "offered", _("the post may become a petition")


class PostMail(WaitingMail):
    """A message to the author that waits to be sent. Its words are made then, so nothing personal stands here."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=8, choices=MailKind.choices)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("mail about a post")
        verbose_name_plural = _("mail about posts")
        indexes = [models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="boards_mail_waiting")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.kind}"

"""A post (게시물). PostgreSQL lets it change with its history only, out of sight only by the register, and go never."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.boards.text import tongue_of_post
from cms.core.encryption import EncryptedTextField

from .expressions import DaysShown
from .pages import BoardPage

TITLE_LENGTH = 120


class PostState(models.TextChoices):
    """Whether it is before the public. Every change follows from a row of the register of removals."""

    HELD = "held", _("to be read first")  # 게시 전 확인
    PUBLIC = "public", _("public")  # 게시
    HIDDEN = "hidden", _("hidden for a time")  # 임시조치
    REMOVED = "removed", _("removed")  # 삭제
    GONE = "gone", _("deleted by its author or erased")  # 작성자 삭제·기간 만료


class Contribution(models.Model):
    """What a post and a comment have in common: who, when, in which state.

    ``account`` tells one author from another: a blind index of the member, of the guest's e-mail address or, where
    there is none, of the guest's network address and day. ``last_act`` is the row of the register of removals that the
    state follows from, 0 for none. ``sender`` and ``submission`` last a day: what came from one network address, and
    what was sent twice.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(_("name"), max_length=40, blank=True)
    author_is_staff = models.BooleanField(default=False)
    account = models.CharField(max_length=64, blank=True)
    guest_mail = EncryptedTextField(null=True)
    guest_password = models.CharField(max_length=128, blank=True)
    sender = models.CharField(max_length=64, blank=True)
    submission = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    language = models.CharField(max_length=12, default="ko")
    body = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=PostState.choices, default=PostState.PUBLIC)
    last_act = models.PositiveBigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    posted_at = models.DateTimeField(_("time of posting"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True)

    @property
    def tongue(self) -> str:
        """The language of its words, for whoever reads them out; '' where nobody can tell."""
        return tongue_of_post(self.body, self.language)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="removed") & ~Q(state="gone") | Q(body=""), name="%(app_label)s_%(class)s_is_empty"
            ),
            models.UniqueConstraint(
                fields=["submission"], condition=~Q(submission=""), name="%(app_label)s_%(class)s_sent_once"
            ),
        ]


class Post(Contribution):
    """One post on a board."""

    board = models.ForeignKey(BoardPage, on_delete=models.PROTECT, related_name="posts", verbose_name=_("board"))
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    pinned = models.BooleanField(_("stands on top"), default=False)
    public_until = models.DateField(_("posted until"), null=True)
    keep_until = models.DateField(_("kept until"), null=True)
    views = models.PositiveIntegerField(_("views"), default=0)
    comment_count = models.PositiveIntegerField(_("comments"), default=0)
    answered_at = models.DateTimeField(_("time of the answer"), null=True)
    answer_due_on = models.DateField(_("answer due"), null=True)
    department = models.ForeignKey(
        "departments.Department", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("department")
    )
    case = models.ForeignKey("petitions.Case", null=True, on_delete=models.PROTECT, related_name="+")
    asked_to_be_case_at = models.DateTimeField(null=True)
    search_vector = SearchVectorField(null=True)

    class Meta(Contribution.Meta):
        ordering = ["-posted_at", "-pk"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [
            models.Index(
                fields=["board", "-posted_at", "-id"],
                condition=Q(state__in=["public", "removed"]),
                name="boards_post_listed",
            ),
            models.Index(fields=["board", "-posted_at"], condition=Q(pinned=True), name="boards_post_pinned"),
            models.Index(
                F("board"), DaysShown(), condition=Q(state__in=["public", "removed"]), name="boards_post_shown_for"
            ),
            models.Index(fields=["-posted_at", "-id"], condition=Q(state="public"), name="boards_post_newest"),
            models.Index(fields=["account", "posted_at"], name="boards_post_account"),
            models.Index(fields=["author", "-posted_at"], name="boards_post_author"),
            models.Index(fields=["board", "keep_until"], name="boards_post_keep"),
            models.Index(fields=["answer_due_on"], condition=Q(answered_at=None), name="boards_post_unanswered"),
            models.Index(fields=["posted_at"], condition=Q(state="held"), name="boards_post_held"),
            models.Index(fields=["sender", "posted_at"], condition=~Q(sender=""), name="boards_post_sender"),
            GinIndex(fields=["search_vector"], name="boards_post_search"),
        ]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state="removed") & ~Q(state="gone") | Q(title=""), name="boards_post_has_no_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.pk)


class PostVersion(models.Model):
    """A post as it was before an edit: written once, and emptied with its post."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    body = models.TextField(blank=True)
    at = models.DateTimeField(_("time of the change"), default=timezone.now)

    class Meta:
        ordering = ["number"]
        verbose_name = _("earlier version of a post")
        verbose_name_plural = _("earlier versions of posts")
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="boards_version_once")]

    def __str__(self) -> str:
        return f"{self.post_id} · {self.number}"


class Draft(models.Model):
    """What a member has typed and not sent: closed, and forgotten after some days."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    board = models.ForeignKey(BoardPage, on_delete=models.CASCADE, related_name="+")
    typed = EncryptedTextField()
    saved_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("draft of a post")
        verbose_name_plural = _("drafts of posts")
        constraints = [models.UniqueConstraint(fields=["author", "board"], name="boards_one_draft")]

    def __str__(self) -> str:
        return f"{self.author_id} · {self.board_id}"


class Reading(models.Model):
    """Views that are not yet added to their posts: one insert for many readers, added up by the schedule."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    views = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("views")
        verbose_name_plural = _("views")

    def __str__(self) -> str:
        return f"{self.post_id} +{self.views}"

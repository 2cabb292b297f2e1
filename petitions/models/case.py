"""A petition as a case (민원): what was asked, by whom, where it stands, and until when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField
from cms.ordinance.case import State
from cms.ordinance.periods import Period, Unit
from petitions.models.kinds import UNITS, Kind

if TYPE_CHECKING:
    from petitions.models.outcome import Objection

#: What says who asked, and what was asked: closed in the database, emptied when its time is over.
PERSONAL = (
    "name",
    "email",
    "telephone",
    "address",
    "title",
    "body",
    "answers",
    "body_korean",
)
STATES = [(state.value, _(str(state.word))) for state in State]
_WORK = ("received", "assigned", "extended", "consultation", "supplement")


class Channel(models.TextChoices):
    """By which door it came in."""

    WINDOW = "window", _("petition window")  # 전자민원창구
    DIALOGUE = "dialogue", _("dialogue with the head of the municipality")  # 시장과의 대화방
    CONSULTATION = "consultation", _("consultation")  # 민원상담
    TRANSFER = "transfer", _("transfer from another municipality")  # 이송
    BOARD = "board", _("post on a board")  # 게시판 글의 민원 전환
    COUNTER = "counter", _("at the counter, by post or by telephone")  # 방문·우편·전화


class Case(models.Model):
    """What a citizen filed, as it was filed. The row stays for the statistics when what is personal was erased.

    Only ``petitions.services`` changes one: each change with its ``CaseEvent`` in one transaction. Kind, period and fee
    are those of the day of filing. ``due_on`` and ``due_at`` (where hours are counted) are kept for lists; how they
    came about, ``petitions.clock`` counts anew. ``submission`` is the same for the same form sent twice. ``sender`` is
    a keyed hash of the day and the network address, for limits, and is emptied after a day.
    """

    number = models.CharField(_("receipt number"), max_length=20, unique=True)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices, default=Channel.WINDOW)
    service = models.ForeignKey(
        "petitions.Service",
        verbose_name=_("petition service"),
        null=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=16, choices=STATES, default=State.SUBMITTED.value)
    department = models.ForeignKey(
        "departments.Department",
        verbose_name=_("responsible department"),
        on_delete=models.PROTECT,
        related_name="petition_cases",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("officer in charge"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="petition_cases",
    )
    language = models.CharField(_("language"), max_length=12, default="ko")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="own_petitions"
    )
    name = EncryptedTextField(_("name"), null=True)
    email = EncryptedTextField(_("e-mail"), null=True)
    telephone = EncryptedTextField(_("telephone"), null=True)
    wants_sms = models.BooleanField(_("told by text message"), default=False, db_default=False)
    address = EncryptedTextField(_("address"), null=True)
    email_index = models.CharField(max_length=64, blank=True, db_index=True)
    telephone_index = models.CharField(max_length=64, blank=True, db_index=True)
    title = EncryptedTextField(_("title"), null=True)
    body = EncryptedTextField(_("content"), null=True)
    answers = EncryptedTextField(_("answers in the form"), null=True, help_text=_("As JSON, by the name of the field."))
    body_korean = EncryptedTextField(
        _("content in Korean"), null=True, help_text=_("For the officer, where it differs.")
    )
    signers = models.PositiveIntegerField(_("petitioners"), default=1)
    identity_provider = models.CharField(_("identity verified by"), max_length=40, blank=True)
    identity_verified_at = models.DateTimeField(_("identity verified"), null=True)
    password = models.CharField(max_length=128, blank=True, editable=False)
    is_public_kind = models.BooleanField(_("of a kind that is public"), default=False)
    objects_to_disclosure = models.BooleanField(_("the petitioner does not want it to be public"), default=True)
    selected = models.BooleanField(_("selected for the public list"), default=False)
    period_amount = models.PositiveIntegerField(_("processing period"))
    period_unit = models.CharField(_("unit"), max_length=10, choices=UNITS)
    fee_won = models.PositiveIntegerField(_("fee (won)"), default=0)
    arrived_at = models.DateTimeField(_("arrived"))
    paid_at = models.DateTimeField(_("payment confirmed"), null=True)
    received_at = models.DateTimeField(_("received"), null=True)
    clock_from = models.DateTimeField(_("the period runs from"), null=True)
    due_on = models.DateField(_("due date"), null=True)
    due_at = models.DateTimeField(_("due time"), null=True)
    closed_at = models.DateTimeField(_("Closed"), null=True)
    policy_version = models.PositiveIntegerField(_("policy version"))
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, on_delete=models.PROTECT, related_name="merged"
    )
    submission = models.CharField(max_length=64, unique=True, editable=False)
    sender = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    erase_on = models.DateField(_("erased from"), null=True, db_index=True)
    erased_at = models.DateTimeField(_("erased"), null=True)

    objects: models.Manager[Case]

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        indexes = [
            models.Index(F("department"), F("due_on"), name="petitions_case_queue", condition=Q(closed_at=None)),
            models.Index(F("officer"), F("due_on"), name="petitions_case_mine", condition=Q(closed_at=None)),
            models.Index(F("due_on"), F("id"), name="petitions_case_due", condition=Q(closed_at=None)),
            models.Index(fields=["-arrived_at", "-id"], name="petitions_case_arrived"),
            models.Index(fields=["closed_at"], name="petitions_case_closed"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(period_amount__gte=1), name="petitions_case_period"),
            models.CheckConstraint(condition=Q(signers__gte=1), name="petitions_case_signers"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False)
                | Q(state="submitted")
                | Q(state="awaiting_payment")
                | Q(state="objection")
                | Q(state="received")
                | Q(state="assigned")
                | Q(state="extended")
                | Q(state="consultation")
                | Q(state="supplement"),
                name="petitions_case_closed_when_over",
            ),
            models.CheckConstraint(
                # Whatever the department works on has been received, and its period runs from somewhere.
                condition=(
                    ~Q(state="received")
                    & ~Q(state="assigned")
                    & ~Q(state="extended")
                    & ~Q(state="consultation")
                    & ~Q(state="supplement")
                )
                | (Q(received_at__isnull=False) & Q(clock_from__isnull=False) & Q(closed_at__isnull=True)),
                name="petitions_case_received",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(
                    **{f"{field}__isnull": True for field in PERSONAL},
                    email_index="",
                    telephone_index="",
                    password="",
                    sender="",
                    member__isnull=True,
                ),
                name="petitions_case_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def at(self) -> State:
        """Where it stands, as the law's own value."""
        return State(self.state)

    @property
    def period(self) -> Period:
        """The processing period (처리기간) of the day of filing."""
        return Period(self.period_amount, Unit(self.period_unit))

    @property
    def is_statutory(self) -> bool:
        """법정민원."""
        return self.kind == Kind.LEGAL

    @property
    def objection(self) -> Objection | None:
        """The last one; None where nobody objected."""
        return max(self.objections.all(), key=lambda row: (row.objected_at, row.pk), default=None)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done for it."""
        return self.closed_at is None and self.erased_at is None

    @property
    def language_name(self) -> str:
        """The petitioner's language by its own name."""
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @property
    def subject(self) -> str:
        """What register and notices call it without anything personal: the service's name, else the kind."""
        return self.service.name if self.service else str(self.get_kind_display())

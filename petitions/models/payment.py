"""Money for petitions (수수료·우송료): what came in, for which case, and what went back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cms.core.encryption import EncryptedTextField
from petitions.models.case import Case


class BankImport(models.Model):
    """One list of the bank (입금 내역) that was read in."""

    at = models.DateTimeField(_("read in"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(_("by"), max_length=150)
    file_name = models.CharField(_("file"), max_length=200)
    lines = models.PositiveIntegerField(_("lines"))
    matched = models.PositiveIntegerField(_("matched"))
    known = models.PositiveIntegerField(_("known already"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("list of the bank")

    def __str__(self) -> str:
        return self.file_name


class DepositQuerySet(QuerySet["Deposit"]):
    """Deposits, with what of them is neither a fee nor paid back."""

    def with_rest(self) -> DepositQuerySet:
        """Adds ``rest`` in won. What was booked for a case that ended before it was received is free again."""
        used = Payment.objects.filter(deposit=models.OuterRef("pk")).exclude(
            case__received_at=None, case__closed_at__isnull=False
        )
        back = Refund.objects.filter(deposit=models.OuterRef("pk"))
        return self.annotate(
            rest=models.F("amount") - Coalesce(_sum(used), 0) - Coalesce(_sum(back), 0),
        )

    def open(self) -> DepositQuerySet:
        """Those of which something is left to decide."""
        return self.with_rest().filter(rest__gt=0)


def _sum(rows: QuerySet) -> models.Subquery:
    total = rows.order_by().values("deposit").annotate(total=Sum("amount")).values("total")
    return models.Subquery(total, output_field=models.IntegerField())


class Deposit(models.Model):
    """One sum that came in (입금), as the bank's list or an officer's evidence says.

    ``source`` is the line in one fixed spelling, and ``reference`` its keyed hash: the same line read in twice is one.
    ``about`` is the case that it may be for where that is not certain, or whose fee it exceeds.
    """

    batch = models.ForeignKey(BankImport, null=True, on_delete=models.PROTECT, related_name="deposits")
    line = models.PositiveIntegerField(_("line"), null=True)
    booked_at = models.DateTimeField(_("booked"))
    amount = models.PositiveIntegerField(_("amount (won)"))
    payer = EncryptedTextField(_("payer"), null=True)
    memo = EncryptedTextField(_("memo"), null=True)
    evidence = EncryptedTextField(_("evidence"), null=True)
    source = EncryptedTextField(null=True)
    reference = models.CharField(max_length=64, blank=True)
    fate = models.CharField(max_length=12, blank=True)
    about = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="possible_deposits")
    erased_at = models.DateTimeField(_("erased"), null=True)

    objects = DepositQuerySet.as_manager()

    class Meta:
        ordering = ["-booked_at", "-pk"]
        verbose_name = _("deposit")
        verbose_name_plural = _("deposits")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="petitions_deposit_amount"),
            models.UniqueConstraint(fields=["reference"], condition=~Q(reference=""), name="petitions_deposit_once"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(payer__isnull=True, memo__isnull=True, evidence__isnull=True, source__isnull=True),
                name="petitions_deposit_erased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booked_at:%Y-%m-%d} {self.amount}"


class Payment(models.Model):
    """So much of a deposit is the fee of this case, as an officer or the rule found (입금 확인)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payments")
    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="payments")
    amount = models.PositiveIntegerField(_("amount (won)"))
    at = models.DateTimeField(_("confirmed"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(_("by"), max_length=150)
    found_by = models.CharField(
        max_length=4, choices=[("code", _("by the code")), ("name", _("by name and amount")), ("hand", _("by hand"))]
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="petitions_payment_amount"),
            models.UniqueConstraint(fields=["case", "deposit"], name="petitions_payment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.amount}"


class Refund(models.Model):
    """So much of a deposit went back (반환), or was found to be no fee at all."""

    class Kind(models.TextChoices):
        """What became of it."""

        REFUND = "refund", _("paid back")
        OTHER = "other", _("is no fee of a petition")

    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="refunds")
    kind = models.CharField(_("what became of it"), max_length=8, choices=Kind.choices)
    amount = models.PositiveIntegerField(_("amount (won)"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(_("by"), max_length=150)
    reason = EncryptedTextField(_("reason"), null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=1), name="petitions_refund_amount")]

    def __str__(self) -> str:
        return f"{self.deposit_id}: {self.amount}"

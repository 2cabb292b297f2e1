"""Terms that every translation renders alike (용어집)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.ordinance import terms as rule
from tenants.languages import language_name

KOREAN = "ko"


class TermKind(models.TextChoices):
    """What a term names."""

    DEPARTMENT = "department", _("department")
    PLACE = "place", _("place")
    LAW = "law", _("legal term")
    OTHER = "other", _("other term")


class Term(models.Model):
    """One Korean term in one language. ``key``: how it is recognised, however its words are spaced."""

    language = models.CharField(_("language"), max_length=12)
    korean = models.CharField(
        _("Korean"), max_length=80, help_text=_("As it stands in texts. What is in parentheses only explains it.")
    )
    translation = models.CharField(_("translation"), max_length=200)
    others = models.TextField(
        _("other accepted renderings"), blank=True, max_length=1000, help_text=_("One a line. Each counts as right.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=TermKind.choices, default=TermKind.OTHER)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("For translators: when it is used."))
    key = models.CharField(max_length=80, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    panels = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("kind")]),
        FieldPanel("korean"),
        FieldPanel("translation"),
        FieldPanel("others"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["korean", "language"]
        constraints = [models.UniqueConstraint(fields=["language", "key"], name="glossary_term_once")]

    def __str__(self) -> str:
        return f"{self.korean} · {self.translation}"

    def clean(self) -> None:
        """Everything wrong at once."""
        super().clean()
        self.tidy()
        wrong: dict[str, Any] = {}
        if self.korean and not self.key:
            wrong["korean"] = gettext("Outside the parentheses there is no word.")
        if self.key and self._stands_already():
            sentence = gettext("“%(term)s” stands in the glossary of this language already.")
            wrong["korean"] = sentence % {"term": self.korean}
        if wrong:
            raise ValidationError(wrong)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The key follows the term."""
        self.tidy()
        super().save(*args, **kwargs)

    def tidy(self) -> None:
        """Blanks that nobody means, and the key."""
        self.korean, self.translation, self.note = (
            " ".join(text.split()) for text in (self.korean, self.translation, self.note)
        )
        self.others = "\n".join(
            dict.fromkeys(" ".join(line.split()) for line in self.others.splitlines() if line.strip())
        )
        self.key = rule.key_of(self.korean)[: Term._meta.get_field("key").max_length]

    @property
    def renderings(self) -> tuple[str, ...]:
        """All that count as right, the one to be used first."""
        return (self.translation, *self.others.splitlines())

    @property
    def language_name(self) -> str:
        """The language in its own name and in the reader's."""
        return language_name(self.language)

    def _stands_already(self) -> bool:
        return Term.objects.filter(language=self.language, key=self.key).exclude(pk=self.pk).exists()


class LoadedTerm(models.Model):
    """A starter term that was laid down once: who changes or deletes it decides, and it does not come back."""

    language = models.CharField(max_length=12)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "key"], name="glossary_loaded_once")]

    def __str__(self) -> str:
        return f"{self.language}: {self.key}"


def offered_languages() -> list[str]:
    """The languages that the municipality at hand translates into, in its order."""
    return [code for code in connection.tenant.languages if code != KOREAN]

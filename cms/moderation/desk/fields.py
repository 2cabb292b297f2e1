"""The fields of an act's form. None is required here: the rule says at once everything that is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.moderation.desk.wording import reference_words
from cms.moderation.models import Matter
from cms.moderation.terms import terms
from cms.ordinance.moderation import Act
from cms.ordinance.removal import Opinion

LONGEST = 5_000

Fields = dict[str, forms.Field]


def fields_of(act: Act, matter: Matter) -> Fields:
    """In the order in which one thinks of them."""
    found: Fields = {}
    for make in _FIELDS.get(act, ()):
        found |= make(matter)
    return found


def text(label: Any, help_text: Any = "", rows: int = 5, initial: str = "") -> forms.CharField:
    """Several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST, widget=widget, help_text=help_text, required=False, initial=initial
    )


def ground_choices() -> list[tuple[int, str]]:
    """The policy's own, verbatim, with number and article."""
    items = terms().policy.removal.grounds
    return [(item.number, f"{items.cited(item.number)} {item.text}") for item in items] if items else []


def grounds(matter: Matter) -> Fields:
    """삭제 사유의 호."""
    field = forms.TypedMultipleChoiceField(
        label=_("Grounds"),
        choices=ground_choices(),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=[each["number"] for each in matter.grounds],
    )
    return {"grounds": field}


def _reason(matter: Matter) -> Fields:
    help_text = _("It is published where the post stood, and told to the author: without personal data.")
    return {"explanation": text(_("Reason"), help_text, initial=matter.explanation)}


def _unclear(matter: Matter) -> Fields:
    duty = terms().policy.removal.referral
    if not duty:
        return {}
    help_text = gettext("Then a review is requested first (%(article)s).") % {"article": duty.article}
    label = _("It is unclear whether the post may be removed")
    return {"unclear": forms.BooleanField(label=label, required=False, help_text=help_text, initial=matter.unclear)}


def _earlier(matter: Matter) -> Fields:
    """The posts that this one repeats: a person ticks them, a rule only found them."""
    found = dict(_found(matter))
    ticked = (matter.repetition or {}).get("earlier", [])
    found |= {reference: reference_words(reference) for reference in ticked if reference not in found}
    if not found:
        return {}
    field = forms.MultipleChoiceField(
        label=_("Earlier posts that this one repeats"),
        choices=list(found.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=ticked,
    )
    return {"earlier": field}


def _found(matter: Matter) -> Iterator[tuple[str, str]]:
    for proposal in matter.proposals.all():
        for match in proposal.matches:
            said = f"{reference_words(match['reference'])} · {match['percent']}%"
            yield match["reference"], f"{said} · {gettext('other account')}" if match.get("recognised") else said


def _days(matter: Matter) -> Fields:
    most = terms().hide_days
    help_text = gettext("At most %(number)d days in all.") % {"number": most}
    return {"days": forms.IntegerField(label=_("Days"), required=False, initial=most, help_text=help_text)}


def _question(matter: Matter) -> Fields:
    body = terms().policy.names.review_body
    help_text = gettext("It goes to %(body)s.") % {"body": body.value} if body else ""
    return {"question": text(_("What is asked"), help_text)}


def _result(matter: Matter) -> Fields:
    choices = [(each.value, gettext(str(each.word))) for each in Opinion]
    return {
        "opinion": forms.ChoiceField(label=_("Result"), choices=choices, required=False, widget=forms.RadioSelect),
        "answer": text(_("Result in words")),
        "reference": forms.CharField(label=_("Number of the document"), max_length=80, required=False),
    }


def _words(matter: Matter) -> Fields:
    return {"words": text(_("Why the post stays"))}


def _answer(matter: Matter) -> Fields:
    return {"answer": text(_("Answer"), _("The author reads it as it stands here."))}


_FIELDS: dict[Act, tuple[Callable[[Matter], Fields], ...]] = {
    Act.PROPOSE: (grounds, _reason, _earlier, _unclear),
    Act.REFER: (_question,),
    Act.ENTER_RESULT: (_result,),
    Act.HIDE: (grounds, _reason, _days),
    Act.DECIDE_REMOVE: (grounds, _reason, _earlier, _unclear),
    Act.DECIDE_KEEP: (_words,),
    Act.UPHOLD: (_answer,),
    Act.RESTORE: (_answer,),
}

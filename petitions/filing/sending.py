"""From a draft to a petition: the form is judged whole once more, then filed with its files, and the draft is gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cms.ordinance.disclosure import may_have_password
from petitions import checking
from petitions.filing.answers import AnswersForm
from petitions.filing.drafts import Open
from petitions.filing.forms import CheckForm, WhoForm
from petitions.filing.shape import BODY, TITLE, Shape
from petitions.models import Case, CaseFile, Disclosed, Draft, Origin
from petitions.services.filing import Filed, file, submission_of


def who_form(opened: Open, data: Any = None, **options: Any) -> WhoForm:
    """The step about the petitioner, with what was typed or what is kept."""
    kept = opened.part("who")
    name = str(opened.part("identity").get("name", ""))
    initial = {"name": name, **_of_member(opened), **kept}
    return WhoForm(data, shape=Shape.of(opened.service), verified_name=name, initial=initial, **options)


def answers_form(opened: Open, data: Any = None, files: Any = None, **options: Any) -> AnswersForm:
    """The step about the matter, with what was typed or what is kept."""
    return AnswersForm(
        data,
        files,
        shape=Shape.of(opened.service),
        attached=opened.files(),
        confirmed=opened.content.get("confirmed", []),
        initial=opened.part("what"),
        **options,
    )


def check_form(opened: Open, data: Any = None) -> CheckForm:
    """The last step, by what the ordinance knows."""
    return CheckForm(data, may_be_public=may_be_public(opened), may_have_password=password_is_known())


def may_be_public(opened: Open) -> bool:
    """Whether there is a public list (공개대상 민원) on which a petition of this kind can stand."""
    policy = checking.in_force()
    public = opened.service.disclosure_default == Disclosed.PUBLIC
    return bool(public and policy is not None and policy.disclosure.listing)


def password_is_known() -> bool:
    """Whether the ordinance knows a password of a petition's own."""
    policy = checking.in_force()
    return policy is not None and bool(may_have_password(policy))


def first_open_step(opened: Open) -> str:
    """The first step with which something is still to be done; ``check`` where nothing is."""
    if not who_form(opened, opened.part("who")).is_valid():
        return "who"
    if opened.service.needs_identity and not opened.part("identity"):
        return "identity"
    return "check" if answers_form(opened, opened.part("what")).is_valid() else "what"


def send(opened: Open, checked: CheckForm, *, address: str) -> Case:
    """File it.

    :raises Refused: with every reason of the rule; ``TooMany`` for one sender; ``Draft.DoesNotExist`` where it is gone.
    """
    who, what = who_form(opened, opened.part("who")), answers_form(opened, opened.part("what"))
    if not (who.is_valid() and what.is_valid()):
        raise ValueError("A step of the draft is not complete.")
    return file(_filed(opened, who.cleaned_data, what, checked, address), also=lambda case: _hand_over(opened, case))


def case_of(number: str) -> Case | None:
    """The petition that a draft has become."""
    return Case.objects.filter(submission=submission_of(number)).first()


def _filed(opened: Open, who: dict[str, Any], what: AnswersForm, checked: CheckForm, address: str) -> Filed:
    service, said = opened.service, what.answers()
    identity = opened.part("identity")
    return Filed(
        service=service,
        kind=service.kind,
        title=said.pop(TITLE, "") or service.name,
        body=said.pop(BODY, ""),
        name=who["name"],
        email=who["email"],
        telephone=who["telephone"],
        postal=who.get("postal", ""),
        wants_sms=who.get("wants_sms", False),
        signers=who["signers"] or 1,
        answers=said,
        submission=opened.number,
        department=service.department,
        language=opened.draft.language,
        password=checked.cleaned_data.get("password", ""),
        wants_public=checked.wants_it_public,
        member=opened.draft.member,
        identity_provider=str(identity.get("provider", "")),
        identity_verified_at=dt.datetime.fromisoformat(identity["at"]) if identity else None,
        address=address,
        facts={"consents": opened.part("consents")},
    )


def _hand_over(opened: Open, case: Case) -> None:
    """The files are the case's now; nothing is left of the draft."""
    draft = Draft.objects.select_for_update().get(pk=opened.draft.pk)
    for row in draft.files.select_related("file"):
        CaseFile.objects.create(case=case, file=row.file, origin=Origin.PETITION, field=row.field)
        row.delete()
    draft.delete()


def _of_member(opened: Open) -> dict[str, str]:
    """Who is signed in need not write again what is known."""
    member = opened.draft.member
    return {"name": member.get_full_name(), "email": member.email} if member else {}

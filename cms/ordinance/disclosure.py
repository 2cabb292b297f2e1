"""Public petitions (공개대상 민원): what the petitioner, staff and everybody else may see."""

from __future__ import annotations

from dataclasses import dataclass

from cms.ordinance.policy import PasswordChange, Policy, Stage
from cms.ordinance.verdict import Reason, Verdict, judged, refused
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop


class Audience(Worded):
    PETITIONER = "petitioner", gettext_noop("the petitioner")
    STAFF = "staff", gettext_noop("staff in charge")
    PUBLIC = "public", gettext_noop("everybody")


class PetitionField(Worded):
    """What is known of a petition. A password is none of it: nobody ever sees one."""

    TITLE = "title", gettext_noop("title of the petition")
    KIND = "kind", gettext_noop("kind of petition")
    RECEIVED_ON = "received_on", gettext_noop("date of receipt")
    DEPARTMENT = "department", gettext_noop("department in charge")
    STATUS = "status", gettext_noop("state of processing")
    HISTORY = "history", gettext_noop("history of processing")
    DUE = "due", gettext_noop("due date")
    RESULT = "result", gettext_noop("result of processing")
    BODY = "body", gettext_noop("content of the petition")
    ATTACHMENTS = "attachments", gettext_noop("attachments of the petition")
    PETITIONER_NAME = "petitioner_name", gettext_noop("petitioner's name")
    CONTACT = "contact", gettext_noop("petitioner's contact")
    ADDRESS = "address", gettext_noop("petitioner's address")
    OFFICER = "officer", gettext_noop("officer in charge")
    INTERNAL_NOTES = "internal_notes", gettext_noop("internal notes")


#: What everybody may see of each stage: never the petitioner, the body or attachments.
PUBLIC_FIELDS = {
    Stage.RECEIPT: frozenset({PetitionField.TITLE, PetitionField.KIND, PetitionField.RECEIVED_ON}),
    Stage.PROCESS: frozenset({PetitionField.DEPARTMENT, PetitionField.STATUS, PetitionField.DUE}),
    Stage.RESULT: frozenset({PetitionField.RESULT}),
}
STAFF_FIELDS = frozenset(PetitionField)
PETITIONER_FIELDS = STAFF_FIELDS - {PetitionField.INTERNAL_NOTES}


@dataclass(frozen=True, slots=True)
class Petition:
    """``is_public_kind``: of a kind open to the public. ``selected``: chosen for the list by a person."""

    is_public_kind: bool
    selected: bool
    petitioner_objects: bool


def may_publish(petition: Petition, policy: Policy) -> Verdict:
    """Whether a petition is listed and shown to everybody.

    Anyang 제9조: ① 시장은 공개대상 민원을 홈페이지에 게시하여야 한다. ② 공개대상 민원은 접수·처리과정 및
    처리결과를 전자민원창구에 공개하여야 한다. 다만, 민원인이 공개를 원하지 아니하는 경우에는 그러하지
    아니하다. Yongin 제10조제1항: 공개대상 민원을 선정하여 홈페이지에 게시하여야 한다.
    """
    rules = policy.disclosure
    if not rules.listing:
        return refused([_("The ordinance knows no list of public petitions.")])
    reasons: list[Reason] = []
    if not petition.is_public_kind:
        reasons.append(_("Petitions of this kind are not public.", rules.listing.article))
    if rules.selection and not petition.selected:
        reasons.append(_("The petition has not been selected for the list.", rules.selection.article))
    if rules.opt_out and petition.petitioner_objects:
        reasons.append(_("The petitioner does not want it to be public.", rules.opt_out.article))
    return judged(reasons, rules.listing.article)


def visible(petition: Petition, audience: Audience, policy: Policy) -> frozenset[PetitionField]:
    """What an audience sees.

    Anyang 제9조제3항: 공개되는 정보의 내용은 개인정보 보호를 위하여 민원인 본인과 그 이외의 자에 따라 다르게
    적용할 수 있으며 … Yongin 제10조제3항 likewise. Whether it is the petitioner who asks, and which
    officer, is not decided here.
    """
    if audience is Audience.STAFF:
        return STAFF_FIELDS
    if audience is Audience.PETITIONER:
        return PETITIONER_FIELDS
    if not may_publish(petition, policy):
        return frozenset()
    stages = policy.disclosure.stages
    return frozenset().union(*(PUBLIC_FIELDS[stage] for stage in stages.value)) if stages else frozenset()


def may_have_password(policy: Policy) -> Verdict:
    """Whether the petitioner may ask for a password of the petition's own.

    Anyang 제9조제3항, Yongin 제10조제3항: 민원인은 민원 신청 시 비밀번호를 신청할 수 있다.
    """
    clause = policy.disclosure.password
    if not clause:
        return refused([_("The ordinance knows no password for a petition.")])
    return judged([], clause.article)


@dataclass(frozen=True, slots=True)
class PasswordFacts:
    exposed: bool
    demanded_by_petitioner: bool
    identity_verified: bool


def must_change_password(facts: PasswordFacts, policy: Policy) -> Verdict:
    """Whether a petition's password is to be changed now, without delay.

    Anyang 제9조제4항: 비밀번호가 노출되었을 경우 시장은 본인임을 확인한 후 지체 없이 변경에 응하여야 한다.
    Yongin 제10조제4항: 노출되었을 때에는 민원처리기관에 변경을 요구할 수 있으며 이 경우 민원업무 담당부서의
    장은 본인임을 확인 후 지체 없이 변경에 응하여야 한다.
    """
    clause = policy.disclosure.password_change
    if not clause:
        return refused([_("The ordinance knows no password for a petition.")])
    reasons: list[Reason] = []
    if not facts.exposed:
        reasons.append(_("The password has not been exposed.", clause.article))
    if clause.value is PasswordChange.ON_DEMAND and not facts.demanded_by_petitioner:
        reasons.append(_("The petitioner has not demanded the change.", clause.article))
    if not facts.identity_verified:
        reasons.append(_("It is not verified that it is the petitioner who asks.", clause.article))
    return judged(reasons, clause.article)

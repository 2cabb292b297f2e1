"""The steps of filing: each is sent, kept, and leads to the next one; without JavaScript, cookies and sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.open_forms import TooMany
from cms.core.tongues import korean_marked
from cms.core.trail import Stop, page_trail
from cms.core.typed import whole_number
from cms.languages.switcher import remember_below
from cms.members import proving as identity
from cms.privacy.files import response_for
from petitions import checking
from petitions.filing import consents, drafts
from petitions.filing.answers import CONFIRM
from petitions.filing.drafts import Open
from petitions.filing.forms import ConsentForm
from petitions.filing.keys import draft_key, draft_path, path_of
from petitions.filing.private import GONE, TOO_MANY, UNPROCESSABLE, posted, private, show
from petitions.filing.saving import saved
from petitions.filing.sending import answers_form, case_of, check_form, first_open_step, send, who_form
from petitions.filing.shape import Shape
from petitions.filing.summary import summary_of
from petitions.listing import catalogue_page
from petitions.models import CataloguePage, Draft, PetitionSetting, Service
from petitions.services.acting import Refused
from petitions.shown import Shown, service_in_language
from petitions.tongues import KOREAN, read_here

NEXT, SAVE, ADD, REMOVE = "next", "save", "add", "remove"


def step_names() -> list[str]:
    """For the step indicator."""
    return [_("Consent"), _("About you"), _("Your petition"), _("Check and send"), _("Receipt")]


@private
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Step 1: what is collected and why; nothing is kept before somebody agrees."""
    item = _offered(code)
    service, shape = item.service, Shape.of(item.service)
    if (hindrances := hindrances_of(service)) or request.method != "POST":
        form = ConsentForm(about=service.code, shape=shape, initial=ConsentForm.fresh(service.code))
        return _consent(request, item, form, hindrances)
    form = ConsentForm(posted(request), about=service.code, shape=shape)
    if form.sent_by_program:
        return redirect("petition_begin", code=service.slug)
    if not form.is_valid():
        return _consent(request, item, form.with_new_token(), [], UNPROCESSABLE)
    given = {"petition": timezone.now().isoformat(timespec="seconds"), **form.given()}
    member = request.user if request.user.is_authenticated else None
    try:
        address = request.META.get("REMOTE_ADDR", "")
        opened = drafts.begin(service, get_language() or KOREAN, given, address=address, member=member)
    except TooMany as refused:
        form.add_error(None, str(refused))
        return _consent(request, item, form.with_new_token(), [], TOO_MANY)
    return redirect(draft_path(opened.number, "who"))


@private
def draft(request: HttpRequest, number: str, key: str, step: str) -> HttpResponse:
    """A step of a draft that is opened by its key."""
    if not constant_time_compare(draft_key(number), key) or step not in _STEPS:
        raise Http404
    opened = drafts.find(number)
    if opened is None:
        return _sent_or_gone(request, number)
    if read_here(opened.draft.language) != get_language():
        return redirect(draft_path(number, step, opened.draft.language))
    try:
        return _STEPS[step](request, opened)
    except Draft.DoesNotExist:  # sent in another window meanwhile
        return _sent_or_gone(request, number)


@private
def draft_file(request: HttpRequest, number: str, key: str, pk: int) -> HttpResponse:
    """A file of a draft, to whoever attached it."""
    opened = drafts.find(number) if constant_time_compare(draft_key(number), key) else None
    row = opened.draft.files.select_related("file").filter(pk=pk).first() if opened else None
    if row is None:
        raise Http404
    return response_for(row.file, inline=True)


def hindrances_of(service: Service) -> list[SafeString | str]:
    """Why the service cannot be asked for here now; nothing where it can."""
    if not service.online or not service.is_open():
        return [_("This petition is not taken on the homepage.")]
    policy = checking.in_force()
    faults = checking.online_faults(service, policy) if policy else [_("The window is not open yet.")]
    found: list[SafeString | str] = [korean_marked(sentence) for sentence in faults]
    if service.needs_identity and not identity.providers():
        found.append(_("It needs your identity to be verified, which is not possible here yet."))
    return found


def who(request: HttpRequest, opened: Open) -> HttpResponse:
    """Step 2: a name and a way to be told the result."""
    if request.method != "POST":
        return _step(request, opened, "who", 2, form=who_form(opened))
    saving = request.POST.get("do") == SAVE
    form = who_form(opened, posted(request), lenient=saving)
    valid = form.is_valid()
    drafts.keep_typed(opened, who=form.storable())
    if not valid:
        return _step(request, opened, "who", 2, UNPROCESSABLE, form=form)
    return redirect(draft_path(opened.number, "saved" if saving else first_open_step(opened)))


def verify(request: HttpRequest, opened: Open) -> HttpResponse:
    """Where the service needs to know who asks: the citizen chooses a provider and is sent there."""
    chosen = identity.provider(request.POST.get("provider", ""))
    if request.method == "POST" and chosen is not None:
        back = reverse("petition_verified", args=[opened.number, opened.key, chosen.key])
        return chosen.begin(request, identity.state_for(opened.number), back)
    return _step(request, opened, "identity", 2, providers=identity.providers())


@private
def verified(request: HttpRequest, number: str, key: str, provider: str) -> HttpResponse:
    """Back from a provider."""
    chosen = identity.provider(provider) if constant_time_compare(draft_key(number), key) else None
    opened = drafts.find(number) if chosen else None
    if chosen is None or opened is None:
        raise Http404
    try:
        state, found = chosen.finish(request)
        if not identity.belongs(state, number):
            raise identity.NotVerified(_("This answer came too late or belongs to another petition. Please try again."))
    except identity.NotVerified as refused:
        return _step(
            request, opened, "identity", 2, UNPROCESSABLE, providers=identity.providers(), refusal=refused.sentence
        )
    proof = {"name": found.name, "provider": found.provider, "at": found.at.isoformat()}
    drafts.keep_typed(opened, identity=proof, who={**opened.part("who"), "name": found.name})
    return redirect(draft_path(number, first_open_step(opened)))


def what(request: HttpRequest, opened: Open) -> HttpResponse:
    """Step 3: what is asked, and files."""
    if (earlier := first_open_step(opened)) in ("who", "identity"):
        return redirect(draft_path(opened.number, earlier))
    if request.method != "POST":
        return _show_what(request, opened, answers_form(opened))
    do, _colon, pk = request.POST.get("do", NEXT).partition(":")
    form = answers_form(opened, posted(request), request.FILES, lenient=do != NEXT)
    valid = form.is_valid()
    drafts.keep_typed(opened, what=form.storable(), confirmed=sorted(form.confirmed), files=form.taken)
    if do == REMOVE and (number := whole_number(pk)) is not None:
        drafts.take_out(opened, number)
    if not valid:
        form.attached = opened.files()
        return _show_what(request, opened, form, UNPROCESSABLE)
    if do == NEXT:
        return redirect(draft_path(opened.number, "check"))
    return redirect(draft_path(opened.number, "saved") if do == SAVE else f"{draft_path(opened.number, 'what')}#files")


def check(request: HttpRequest, opened: Open) -> HttpResponse:
    """Step 4: everything once more; then it is sent, once."""
    if (earlier := first_open_step(opened)) != "check":
        return redirect(draft_path(opened.number, earlier))
    if request.method != "POST":
        return _show_check(request, opened, check_form(opened))
    form = check_form(opened, posted(request))
    if not form.is_valid():
        return _show_check(request, opened, form, UNPROCESSABLE)
    try:
        case = send(opened, form, address=request.META.get("REMOTE_ADDR", ""))
    except Refused as refused:
        for sentence in refused.reasons:
            form.add_error(None, sentence)
        return _show_check(request, opened, form, UNPROCESSABLE)
    except TooMany as refused:
        form.add_error(None, str(refused))
        return _show_check(request, opened, form, TOO_MANY)
    return redirect(path_of(case, receipt=True))


def resume(request: HttpRequest, opened: Open) -> HttpResponse:
    """To the step at which it was left."""
    return redirect(draft_path(opened.number, first_open_step(opened)))


def discard(request: HttpRequest, opened: Open) -> HttpResponse:
    """The citizen gives it up: everything is deleted at once."""
    if request.method != "POST":
        return _step(request, opened, "discard", 0)
    drafts.discard(opened.draft)
    return show(request, "discarded", {"service": Shown(opened.service, None)})


_STEPS: dict[str, Callable[[HttpRequest, Open], HttpResponse]] = {
    "who": who,
    "identity": verify,
    "what": what,
    "check": check,
    "saved": saved,
    "resume": resume,
    "discard": discard,
}


def _offered(code: str) -> Shown:
    item = service_in_language(code.upper())
    if item is None:
        raise Http404
    return item


def _sent_or_gone(request: HttpRequest, number: str) -> HttpResponse:
    case = case_of(number)
    return redirect(path_of(case, receipt=True)) if case else show(request, "gone", {}, GONE)


def _consent(
    request: HttpRequest, item: Shown, form: ConsentForm, hindrances: Sequence[SafeString | str], status: int = 200
) -> HttpResponse:
    shape = form.shape
    catalogue = catalogue_page()
    if catalogue is not None:
        request.served_page = catalogue  # type: ignore[attr-defined]
        remember_below(request, f"{item.slug}/", item.languages)
    own = [(question, form[f"c_{question.name}"]) for question in shape.consents]
    context = {
        "item": item,
        "form": form,
        "hindrances": hindrances,
        "notice": consents.of_petition(shape),
        "optional_items": consents.optional_items(shape),
        "needed": [(consents.of_question(question), field) for question, field in own if question.required],
        "optional": [(consents.of_question(question), field) for question, field in own if not question.required],
        "steps": step_names(),
        "trail": trail_of(request, item, catalogue),
    }
    return show(request, "consent", context, status)


def trail_of(request: HttpRequest, item: Shown, catalogue: CataloguePage | None) -> list[Stop]:
    """The way from the catalogue over the service."""
    if catalogue is None:
        return []
    place = Stop(item.plain_name, f"{catalogue.get_url(request)}{item.slug}/")
    return [*page_trail(catalogue, request), place, Stop(_("Apply online"), "")]


def _step(
    request: HttpRequest, opened: Open, template: str, current: int, status: int = 200, **context: Any
) -> HttpResponse:
    item = service_in_language(opened.service.code) or Shown(opened.service, None)
    trail = trail_of(request, item, catalogue_page())
    shared = {"opened": opened, "item": item, "steps": step_names(), "current": current, "trail": trail}
    return show(request, template, {**shared, **context}, status)


def _show_what(request: HttpRequest, opened: Open, form: Any, status: int = 200) -> HttpResponse:
    limits = PetitionSetting.current()
    return _step(request, opened, "what", 3, status, form=form, limits=limits, confirm=CONFIRM)


def _show_check(request: HttpRequest, opened: Open, form: Any, status: int = 200) -> HttpResponse:
    return _step(request, opened, "check", 4, status, form=form, whole=summary_of(opened))

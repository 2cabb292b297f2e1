"""An onboarding's page, sent while it goes on: it works without JavaScript and reloads nothing."""

import time
from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html

from tenants.context import platform
from tenants.models import OnboardingRun
from tenants.services.runs import is_interrupted

LOOK_EVERY = 0.3
LONGEST = 300.0
HERE = "<!-- progress -->"


def as_it_goes(request: HttpRequest, run: OnboardingRun) -> StreamingHttpResponse:
    """The page up to the list, a line a step, then the result and the rest of the page."""
    page = render_to_string("tenants/console/run.html", {"run": run, "here": HERE}, request)
    before, _here, after = page.partition(HERE)
    language = translation.get_language()
    response = StreamingHttpResponse(_stream(run, before, after, language or "ko"))
    response.headers["X-Accel-Buffering"] = "no"  # nginx would keep it until the end
    return response


def _stream(run: OnboardingRun, before: str, after: str, language: str) -> Iterator[str]:
    yield before
    shown, until = 0, time.monotonic() + LONGEST
    while True:
        with platform():
            run.refresh_from_db()
            over = run.state != OnboardingRun.State.RUNNING
            interrupted = not over and is_interrupted(run)
        for line in run.progress[shown:]:
            yield format_html("<li>{}</li>\n", line)
        shown = len(run.progress)
        if over or interrupted or time.monotonic() > until:
            break
        time.sleep(LOOK_EVERY)
    with translation.override(language):
        yield render_to_string("tenants/console/result.html", {"run": run, "over": over, "interrupted": interrupted})
    yield after

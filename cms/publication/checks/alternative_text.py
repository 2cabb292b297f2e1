"""A picture speaks to those who do not see it, or is marked as decoration (KWCAG 5.1.1 적절한 대체 텍스트 제공)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.publication.checks.registry import Publication, publication_check
from cms.publication.reasons import Reason


@publication_check("alternative text")
def pictures_speak(publication: Publication) -> Iterator[Reason]:
    """Every picture of the content has an alternative text unless it is decorative."""
    for shown in publication.content.images:
        if not shown.decorative and not shown.alternative.strip():
            yield Reason(
                _("The picture has no alternative text. Say what it shows, or mark it as decorative."), shown.place
            )

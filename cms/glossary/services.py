"""Acts on the glossary."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from cms.glossary.models import LoadedTerm, Term


@transaction.atomic
def ensure_terms(terms: Iterable[Term]) -> int:
    """Lay down starter terms that were never laid down here; what stands, was changed or deleted, stays so.

    To be repeated freely. Returns how many were written.
    """
    wanted: dict[tuple[str, str], Term] = {}
    for term in terms:
        term.tidy()
        wanted.setdefault((term.language, term.key), term)
    loaded = set(LoadedTerm.objects.values_list("language", "key"))
    standing = set(Term.objects.values_list("language", "key"))
    new = [place for place in wanted if place not in loaded]
    LoadedTerm.objects.bulk_create(
        [LoadedTerm(language=language, key=key) for language, key in new], ignore_conflicts=True
    )
    missing = [wanted[place] for place in new if place not in standing]
    Term.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)

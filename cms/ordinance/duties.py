"""What the ordinance asks, duty by duty: ``duties.toml`` as frozen data, and as it follows a policy in force.

The four ordinances were read once, row by row. Ordinances are amended, and a fifth municipality has its own: where
the policy in force says something else than the text that was read, the duty follows the policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cms.ordinance import duties_loader, policy_loader
from cms.ordinance.duties_kinds import Duty, Subject
from cms.ordinance.policy import Policy
from cms.ordinance.policy_kinds import Clause, Items, Obligation

__all__ = ["Duty", "Subject", "duties_of", "laid_down", "subjects"]


def subjects() -> tuple[Subject, ...]:
    """Every subject, in the order of the file. Raises PolicyError where the file is wrong."""
    return duties_loader.packaged().subjects


def duties_of(policy: Policy) -> tuple[Duty, ...]:
    """Every duty under this policy, in the order of the articles.

    For an ordinance of this package these are its rows. Where the policy's keys for a subject lay down something else
    than the packaged profile does, the duty has the new article and obligation; where they have all fallen silent it
    is gone; where one speaks for the first time it is new. A row without keys stands as it was read. Any other
    ordinance asks what its policy's keys lay down.
    """
    slug = policy.ordinance.slug
    rows = {duty.subject.id: duty for duty in duties_loader.packaged().rows if duty.ordinance == slug}
    read = policy_loader.packaged(slug) if slug in policy_loader.available() else None
    return tuple(sorted(_following(policy, read, rows), key=lambda duty: duty.articles))


def laid_down(subject: Subject, policy: Policy) -> Duty | None:
    """What the policy's keys alone say about a subject; None where they are all silent.

    The first key that speaks says must or may; the articles are those of every key that speaks.
    """
    clauses = list(_clauses(subject, policy))
    if not clauses:
        return None
    slug = policy.ordinance.slug
    value = clauses[0].value if isinstance(clauses[0], Clause) else None
    return Duty(
        id=f"{slug}-{subject.id}",
        ordinance=slug,
        articles=tuple(sorted({clause.article for clause in clauses})),
        obligation=value if isinstance(value, Obligation) else subject.implied,
        subject=subject,
    )


def _following(policy: Policy, read: Policy | None, rows: dict[str, Duty]) -> Iterator[Duty]:
    for subject in subjects():
        row = rows.get(subject.id)
        before = laid_down(subject, read) if read else None
        now = laid_down(subject, policy)
        if row is None:
            duty = now
        elif now == before:
            duty = row
        else:
            duty = _amended(row, before, now)
        if duty is not None:
            yield duty


def _amended(row: Duty, before: Duty | None, now: Duty | None) -> Duty | None:
    """A row as amended: articles that no key names stay, those that the keys named are the new ones."""
    if now is None:
        return None
    others = set(row.articles) - set(before.articles if before else ())
    return replace(row, articles=tuple(sorted(others | set(now.articles))), obligation=now.obligation)


def _clauses(subject: Subject, policy: Policy) -> Iterator[Clause[object] | Items]:
    """What speaks of the subject's keys, in their order."""
    for key in subject.keys:
        section, name = key.split(".")
        clause = getattr(getattr(policy, section), name)
        if isinstance(clause, Clause | Items):
            yield clause

"""Short words for tests of rules."""

import dataclasses

from cms.ordinance import policy_loader

ANYANG, YONGIN, SEOUL, DONGJAK = (policy_loader.packaged(slug) for slug in ("anyang", "yongin", "seoul", "dongjak"))
ALL = (ANYANG, YONGIN, SEOUL, DONGJAK)


def reasons(verdict):
    """The sentences of a verdict; it is no where there are any."""
    return [str(reason) for reason in verdict.reasons]


def resting_on(verdict):
    """The article that each sentence of a verdict rests on."""
    return [str(reason.article) for reason in verdict.reasons]


def cited(verdict):
    return [str(article) for article in verdict.articles]


def with_clause(policy, section, **clauses):
    """The policy with other clauses in one section."""
    return dataclasses.replace(policy, **{section: dataclasses.replace(getattr(policy, section), **clauses)})

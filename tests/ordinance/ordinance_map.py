"""The map of the four ordinances, row by row: where each says it, must (M) or may (m), and the subjects it became.

A = 안양, Y = 용인, S = 서울, D = 동작; 13의2① is 제13조의2제1항, 2.3 is 제2조제3호, 3②6 is 제3조제2항제6호.
A letter after a citation is what the ordinance's text says there; where a provision says both, the row is split.
"""

import re

from cms.ordinance.citation import CIRCLED_NUMBERS, Article

ORDINANCES = {"A": "anyang", "Y": "yongin", "S": "seoul", "D": "dongjak"}
OBLIGATIONS = {"M": "must", "m": "may"}

MAP = """
A1 Y1 S1 D1 A2 Y2 S2 D2 = glossary
A2.3 S2.2 D2.3 D2.6 D2.7 D2.8 = homepage-scope
A3①M Y3①M D3①M D4①M = homepage
A3② Y3② S3① D5① = mandatory-sections
A3②6 D5①6 = digital-inclusion
A3③M Y3③M = roles
A3④ Y3④ = round-the-clock
A3④M Y3④M D3③M = maintenance-plan
A3⑥m Y3③m S3②m D5②m = contractors
D6③m A15③m Y16③m = foreign-outsourcing
D18①m = media-board-outsourcing
A3⑥M A15③M D5②M D18②M = outsourcing-ordinance
A4M Y4M S3③M D3②M = user-feedback
Y4M = yearly-feedback
A5①M Y5①M S4①M D7①M = freshness
A5②M Y5②M S4②M D7②M = page-stamp
S4③M = department-evaluation
S4③m = department-incentives
A6①m Y6①m = posting-period
Y6①M = posting-period-shown
A6②m Y6②m S5m D8m = removal-grounds
A6②8 Y6②8 S5.8 D8.8 = duplicate-posts
A6②M = removal-evidence
A6②M = removal-register
A6②M = removal-referral
A6②M = removal-referral-result
Y6②M S5M D8M = removal-reason
A7m Y7m = information-requests
A7M Y7M = information-without-personal-data
A8①M Y8①M D9M S3①3 = petition-window
A8②M = petition-functions
A8②M = petition-coordination
A8③M Y8①M D9M = petition-handling
A8④M Y9①M = petition-catalogue
A8⑤M Y9②M = fee-before-receipt
Y9①M = online-petitions-only
Y8③m = petition-standard-table
A9①M Y10①M = public-petitions
Y10①M = public-petitions-selection
A9②M Y10②M = petition-stages
A9②M Y10②M = petition-opt-out
A9③m Y10③m = petition-fields
A9③m Y10③m = petition-password
A9④M Y10④M = petition-password-change
A10①M Y11①M D10M = consultation
A10①m Y11①m D10m = consultants
A10②M = real-name-consultation
A11①M Y12①m S6①m D11①m = dialogue
A11②M Y12②M S6②M D11②M = dialogue-handling
A11②m Y12②m = dialogue-visibility
A12M Y13M D12m S3①4 = participation-plaza
A14m Y13의2①m S7①m D13①m = participation-events
D13①m = event-promotion
A14m Y13의2①m S7②m D13②m = participation-rewards
A14M Y13의2①M Y13의2②M S7②M D13②M D20②M D21M = rewards-within-budget
A14의2m = member-messages
Y13의2②m = monitors
Y13의2②m = monitor-fees
Y13의2③M D25M = detailed-rules
S7③M = event-notice
S8①m = mileage
S8①m = mileage-uses
S8②M = mileage-expiry
S8③M = mileage-rules
S8③M = mileage-rates
S9①M = email-service
S9②m = email-accounts
S9③M = email-rules
A15①m Y16①m D6①m = foreign-homepage
A15②M Y16②M D6②m = foreign-exchange
D6③M = foreign-department
D4②M = subsite-consultation
A16①M = app-checks
A16②M = app-feedback
A16③M = app-guideline
D14m = social-accounts
D15①M = social-upkeep
D15②M = social-topics
D15③m = social-removal
D15③m = social-blocking
D16m = commendation
D21m = activity-support
D17①m = media-board
D17②M = media-board-topics
D17②3M = disaster-alerts
D19m = social-projects
D20①m = contests
D20②m = contest-prizes
D20③M = contest-notice
A17①M Y17①M S10①M D22①M = personal-data-filter
A17②M S10②M D22③M = other-use-consent
A17②m S10②m D22③m = other-use-exceptions
A17③M Y17②M S10③M D22⑤M = privacy-policy
D22⑤M = privacy-policy-renewal
S10④M D22②M = encryption
D22④M = consent
D22④M = minimum-data
D22⑥M = privacy-officer
D22⑦m = dormant-members
A18①M Y18①M D23①M = security-measures
A18③M = security-guideline
A18②M Y18②M D23②M = backups
A18②M Y18②M D23②M = backup-place
A18②M Y18②M D23②M = quick-recovery
D23②M = full-backups
D23②M = changed-backups
A19M Y5②M D24M = staff-passwords
A19M D24M = password-guideline
"""

#: What the ordinances have deleted.
DELETED = "A3②5 A3⑤ A13 Y3②5 Y8② Y11② Y14 Y15 Y19"

_CITED = re.compile(r"([AYSD])(\d+)(?:의(\d+))?(?:([①-⑳])(\d+)?|\.(\d+))?([Mm])?")


def rows():
    """Subject, and its citations: article and obligation, or None where the map says neither."""
    for line in filter(None, MAP.splitlines()):
        citations, subject = line.split(" = ")
        yield subject, [cited(each) for each in citations.split()]


def cited(written):
    """A citation of the map as an article, and its obligation."""
    letter, number, branch, mark, in_paragraph, in_article, obligation = _CITED.fullmatch(written).groups()
    article = Article(
        ORDINANCES[letter],
        int(number),
        CIRCLED_NUMBERS.index(mark) + 1 if mark else 0,
        int(in_paragraph or in_article or 0),
        branch=int(branch or 0),
    )
    return article, OBLIGATIONS.get(obligation)

"""Page types with a stamp."""

from .content import GuidePage, InformationPage, SectionPage
from .directory import DirectoryPage
from .escalation import Digest, EscalationStep, FreshnessPass, Mention, Told
from .faq import FaqItem, FaqPage
from .ordinance import OrdinancePage
from .privacy import PrivacyPolicyPage, PrivacyPolicyVersion
from .record import PageRecord, RecordState
from .sitemap import SitemapPage
from .stamped import ContentClass, ServiceArea, StampedPage
from .stewardship import Confirmation, Declaration, FreshnessRule, MinorEdit

__all__ = [
    "Confirmation",
    "ContentClass",
    "Declaration",
    "Digest",
    "DirectoryPage",
    "EscalationStep",
    "FaqItem",
    "FaqPage",
    "FreshnessPass",
    "FreshnessRule",
    "GuidePage",
    "InformationPage",
    "Mention",
    "MinorEdit",
    "OrdinancePage",
    "PageRecord",
    "PrivacyPolicyPage",
    "PrivacyPolicyVersion",
    "RecordState",
    "SectionPage",
    "ServiceArea",
    "SitemapPage",
    "StampedPage",
    "Told",
]

"""Page types with a stamp."""

from .content import GuidePage, InformationPage, SectionPage
from .record import PageRecord
from .reference import (
    DirectoryPage,
    FaqItem,
    FaqPage,
    OrdinancePage,
    PrivacyPolicyPage,
    PrivacyPolicyVersion,
    SitemapPage,
)
from .stamped import ContentClass, ServiceArea, StampedPage

__all__ = [
    "ContentClass",
    "DirectoryPage",
    "FaqItem",
    "FaqPage",
    "GuidePage",
    "InformationPage",
    "OrdinancePage",
    "PageRecord",
    "PrivacyPolicyPage",
    "PrivacyPolicyVersion",
    "SectionPage",
    "ServiceArea",
    "SitemapPage",
    "StampedPage",
]

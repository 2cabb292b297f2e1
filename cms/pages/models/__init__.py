"""Page types with a stamp."""

from .content import GuidePage, InformationPage, SectionPage
from .directory import DirectoryPage
from .faq import FaqItem, FaqPage
from .ordinance import OrdinancePage
from .privacy import PrivacyPolicyPage, PrivacyPolicyVersion
from .record import PageRecord
from .sitemap import SitemapPage
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

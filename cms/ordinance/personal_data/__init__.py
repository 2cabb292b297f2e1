"""Finds personal data (개인정보) in a text, so that it is not exposed (제17조제1항, 제10조제1항, 제22조제1항).

``scan`` tells where, of which kind and how sure; :mod:`cms.ordinance.masking` covers it.
``python -m cms.ordinance.personal_data`` does so for a file.
"""

from cms.ordinance.personal_data.finding import HIGH, MASK, MEDIUM, Finding, Kind
from cms.ordinance.personal_data.identity import unneeded
from cms.ordinance.personal_data.offices import OfficeError, Offices
from cms.ordinance.personal_data.scanner import scan

__all__ = ["HIGH", "MASK", "MEDIUM", "Finding", "Kind", "OfficeError", "Offices", "scan", "unneeded"]

"""The catalogue of services (민원처리기준표) and the pages that show it."""

from .kinds import Confidence, Disclosed, Kind
from .pages import CataloguePage, StandardTablePage
from .service import Service
from .situation import LifeSituation, LifeSituationName
from .texts import ServiceText

__all__ = [
    "CataloguePage",
    "Confidence",
    "Disclosed",
    "Kind",
    "LifeSituation",
    "LifeSituationName",
    "Service",
    "ServiceText",
    "StandardTablePage",
]

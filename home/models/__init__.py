from home.models.contact import ContactDetails, HelpNumber
from home.models.pages import (
    ContactPage,
    EmergencyPage,
    HomeDoor,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PolicyFigure,
    PolicyPage,
    SiteMapPage,
    StandardPage,
)
from home.models.signed import SignedMedia, SignedVersion

__all__ = [
    "ContactDetails",
    "ContactPage",
    "EmergencyPage",
    "HelpNumber",
    "HomeDoor",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PolicyFigure",
    "PolicyPage",
    "SignedMedia",
    "SignedVersion",
    "SiteMapPage",
    "StandardPage",
]

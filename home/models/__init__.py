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
    "SiteMapPage",
    "StandardPage",
]

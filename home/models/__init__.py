from home.models.audit import AccessibilityPage, Audit, AuditResult
from home.models.contact import ContactDetails, HelpNumber
from home.models.easyread import EasyRead, EasyReadStatus
from home.models.glossary import GlossaryTerm
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
    "AccessibilityPage",
    "Audit",
    "AuditResult",
    "ContactDetails",
    "ContactPage",
    "EasyRead",
    "EasyReadStatus",
    "EmergencyPage",
    "GlossaryTerm",
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

"""English as Europe reads it: 23 November 2026 at 15:14, where Django's own formats are American."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"

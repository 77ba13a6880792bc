"""What the log says of requests that were refused: one line. Tracebacks are for what broke."""

import logging


class RefusalsInOneLine(logging.Filter):
    """Takes the traceback from refusals: anyone could fill the log with them, and hide a real breakdown there."""

    def filter(self, record: logging.LogRecord) -> bool:
        if is_refusal(record):
            record.exc_info, record.exc_text = None, None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def is_refusal(record: logging.LogRecord) -> bool:
    if record.name.startswith("django.security."):
        return True
    return record.name == "django.request" and getattr(record, "status_code", 500) < 500

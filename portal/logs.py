"""What the log says: lines of JSON with fields from a list, and nothing of what people sent.

No path, query, address, browser or body; of a breakdown its type and where in the code, never its message nor any
value. Our own sentences are written with numbers, row keys and names of code in them, and with nothing else.
Refusals take one line: anyone could fill the log with their tracebacks, and hide a real breakdown there.
"""

import json
import logging
import re
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum
from types import TracebackType
from typing import Any
from uuid import UUID

FIELDS = ("time", "level", "logger", "event", "incident", "route", "method", "status", "ms", "error", "at", "where")
"""All that a line may hold. `at` is the line of code that speaks, `where` the way to what broke, innermost last."""

OURS = {"portal", "forms", "home", "programmes", "search", "django_tasks", "django_tasks_db"}
"""Whose sentences are constants. Others', the web server's among them, put addresses and paths into theirs."""

ROOT = re.compile(r"^.*/(?:site-packages|lib/python3\.\d+)/|^.*?/(?=(?:portal|forms|home|programmes|search|tests)/)")
KEY = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
FRAMES = 20
HIDDEN = "…"

incident: ContextVar[str] = ContextVar("incident", default="")
"""The number of the request under way, by which its lines are found."""


class Lines(logging.Formatter):
    """One record, one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        said = fields(record)
        return json.dumps(
            {name: said[name] for name in FIELDS if said.get(name) not in (None, "", [])}, ensure_ascii=False
        )


class Numbered(logging.Filter):
    """Gives a record the number of its request. Django says some things when the request is over for us."""

    def filter(self, record: logging.LogRecord) -> bool:
        number = incident.get() or getattr(getattr(record, "request", None), "incident", "")
        record.incident = getattr(record, "incident", "") or number
        return True


class RefusalsAreWarnings(logging.Filter):
    """A refusal is the visitor's doing: no error of ours, and no traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if is_refusal(record):
            record.exc_info, record.exc_text = None, None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def is_refusal(record: logging.LogRecord) -> bool:
    if record.name.startswith("django.security."):
        return True
    return record.name == "django.request" and getattr(record, "status_code", 500) < 500


def fields(record: logging.LogRecord) -> dict[str, Any]:
    error, where = breakdown(record)
    return {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "event": sentence(record) if record.name.partition(".")[0] in OURS else None,
        "incident": getattr(record, "incident", None),
        "route": getattr(record, "route", None),
        "method": getattr(record, "method", None),
        "status": getattr(record, "status_code", None),
        "ms": getattr(record, "ms", None),
        "error": error,
        "at": f"{short(record.pathname)}:{record.lineno} {record.funcName}",
        "where": where,
    }


def sentence(record: logging.LogRecord) -> str:
    args = record.args if isinstance(record.args, tuple) else ()
    try:
        return str(record.msg) % tuple(map(safe, args)) if args else str(record.msg)
    except (TypeError, ValueError):
        return str(record.msg)


def safe(value: Any) -> Any:
    """The value, when it can say nothing about anybody: a number, the key of a row, a name of code."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (int, float, UUID)):
        return value
    text = str(value)
    return text if KEY.fullmatch(text) or names_code(text) else HIDDEN


def names_code(text: str) -> bool:
    module = text.partition(":")[0].removesuffix(".py").replace("/", ".")
    return not {module, text.rpartition(".")[0]}.isdisjoint(sys.modules) or text in exception_names()


def exception_names() -> set[str]:
    names, kinds = set(), [BaseException]
    while kinds:
        kind = kinds.pop()
        names.add(kind.__name__)
        kinds += type.__subclasses__(kind)
    return names


def breakdown(record: logging.LogRecord) -> tuple[str, list[str]]:
    """The types of what broke, outermost first, and the lines of code on the way to it."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return "", []
    kinds, cause = [], error
    while cause is not None and len(kinds) < FRAMES:
        kinds.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return " < ".join(kinds), frames(error.__traceback__)


def frames(tb: TracebackType | None) -> list[str]:
    found = [(frame.f_code, line) for frame, line in traceback.walk_tb(tb)][-FRAMES:]
    return [f"{short(code.co_filename)}:{line} {code.co_name}" for code, line in found]


def short(path: str) -> str:
    return ROOT.sub("", path, count=1)


LINES = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "portal.logs.RefusalsAreWarnings"}, "numbered": {"()": "portal.logs.Numbered"}},
    "formatters": {"lines": {"()": "portal.logs.Lines"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["refusals", "numbered"], "formatter": "lines"}
    },
    "loggers": {"django": {"handlers": [], "level": "WARNING"}, "portal.request_lines": {"level": "INFO"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
"""The setting: everything goes to the console, in these lines."""

"""What leaves for the log: one JSON object a line, in UTC, without personal data, secrets or queries.

Everything is scrubbed after it is written out, so that arguments, exception texts and tracebacks are
covered as well as messages. Imports nothing of Django: gunicorn reads it before the settings.
"""

import json
import logging
import re
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime

GONE = "***"
# Beginnings of addresses whose next part is a secret; a test walks the URLconf for others.
SECRET_PATHS = ("/me/link/", "/V/", "/b/", "/n/", "/calendars/", "/check-in/")
_SENSITIVE = (
    "pass(?:word|wd|phrase|port(?:_number)?)?|token|secret|otp|csrf\\w*|session\\w*|authorization|cookie|key"
    "|nip|nik|nrp|phone|telepon|e?-?mail|full_name|name|nama|health\\w*|security_note|room|note|address|alamat"
)
_RULES = [
    # PostgreSQL repeats the row and the statement: nothing of them is needed to find a fault.
    (re.compile(r"(?m)^(\s*(?:DETAIL|CONTEXT|LINE \d+|STATEMENT):).*$"), rf"\1 {GONE}"),
    (re.compile(rf"({'|'.join(SECRET_PATHS)})[^/?\s\"'<>)]+"), rf"\1{GONE}"),
    (re.compile(r"(?<=[\w/])\?[^\s\"'<>]+"), f"?{GONE}"),
    (re.compile(r"(://)[^/\s:@]+:[^/\s@]+@"), rf"\1{GONE}@"),
    (re.compile(rf"(?i)\b((?:{_SENSITIVE})[\"']?\)?\s*[=:]\s*)(\([^)]*\)|\"[^\"]*\"|'[^']*'|[^\s,;}})]+)"),
     rf"\1{GONE}"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), GONE),
    # NIP (18) and NIK (16) as they are typed, with or without spaces and dots.
    (re.compile(r"(?<![\w.])\d{4}(?:[ .-]?\d{2}){2}[ .-]?\d{6}[ .-]?\d[ .-]?\d{3}(?!\w)"), GONE),
    (re.compile(r"(?<![\w.])\d{6}[ .-]?\d{6}[ .-]?\d{4}(?!\w)"), GONE),
    (re.compile(r"(?<![\w.])\+\d[\d\s().-]{6,}\d"), GONE),
    (re.compile(r"(?<![\w.:-])(?:62|0)8[\d\s.-]{7,}\d"), GONE),
    (re.compile(r"\b[A-Z]{1,2}\d{6,8}\b"), GONE),
]  # fmt: skip
_KNOWN = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName", "request", "data"}

# The request that this thread answers, for its id and its person.
current: ContextVar = ContextVar("request", default=None)


def scrub(text: str) -> str:
    """`text` without addresses of persons, numbers of persons, secrets of links, queries, values of forms."""
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text


class LineFormatter(logging.Formatter):
    """For a terminal: the usual line, scrubbed."""

    def __init__(self, *args, **kwargs):
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record):
        return scrub(super().format(record))


class JsonFormatter(logging.Formatter):
    """For a server: `at level logger message`, and where there is one `request user exception task`."""

    def format(self, record):
        facts = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.getMessage()),
            **_of_request(),
        }
        for name, value in record.__dict__.items():
            if name not in _KNOWN:
                facts[name] = value if isinstance(value, (int, float, bool)) else scrub(str(value))
        if record.exc_info:
            facts["exception"] = scrub(self.formatException(record.exc_info))
        if record.stack_info:
            facts["stack"] = scrub(record.stack_info)
        return json.dumps(facts, ensure_ascii=False)


def _of_request() -> dict:
    """The id of the request, and the key of its person where that was asked for already."""
    request = current.get()
    if request is None:
        return {}
    user = getattr(request, "_cached_user", None)
    return {"request": request.id, "user": str(user.pk) if user is not None and user.pk else None}


class RequestId:
    """Middleware: every answer carries `X-Request-ID`, and so does every line that is logged meanwhile."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4().hex[:16]
        token = current.set(request)
        try:
            response = self.get_response(request)
        finally:
            current.reset(token)
        response["X-Request-ID"] = request.id
        return response


def configuration(*, style: str, level: str, quiet: tuple[str, ...]) -> dict:
    """For `logging.config`: everything to standard error. `style` json or line; `quiet` only warn."""
    formatter = {"json": JsonFormatter, "line": LineFormatter}[style]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"portal": {"()": formatter}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "portal"}},
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers mail the administrators and print unscrubbed lines: both go.
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
            **{name: {"level": "WARNING"} for name in quiet},
        },
    }

"""Reading the folder that `lo_portal.mail.FolderBackend` fills in development."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Mail:
    name: str
    at: datetime
    to: str
    subject: str
    text: str


def list_messages(*, limit: int) -> list[Mail]:
    """The newest `limit` messages, newest first."""
    files = sorted(Path(settings.MAIL_FOLDER).glob("*.eml"), reverse=True)[:limit]
    return [_parse(file) for file in files]


def read_message(name: str) -> Mail | None:
    """One message by its file name, or None; a name that is not one of ours is never opened."""
    if not re.fullmatch(r"\d+\.eml", name):
        return None
    file = Path(settings.MAIL_FOLDER) / name
    return _parse(file) if file.is_file() else None


def _parse(file: Path) -> Mail:
    message: EmailMessage = message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body(("plain", "html"))
    return Mail(
        name=file.name,
        at=datetime.fromtimestamp(int(file.stem) / 1e9, UTC),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
    )

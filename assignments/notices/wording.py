"""Turning a message into the recipient's words: the text of every channel and the HTML of the mail."""

from dataclasses import asdict

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from assignments.notices.drafts import Message

TITLE_LENGTH = 200


def write_out(message: Message, *, language: str, name: str) -> tuple[str, str, dict]:
    """Title, plain text and content (JSON) of a message in `language`, addressed to `name`."""
    with translation.override(language):
        content = _plain(asdict(message))
        content["title"] = " ".join(content["title"].split())[:TITLE_LENGTH]
        return content["title"], _text(content, name), content


def render_mail(outgoing, way_in: str = "") -> tuple[str, str]:
    """Text and HTML of the mail from the stored content; its button leads to `way_in` where given."""
    content = outgoing.content
    if way_in:
        content = {**content, "action": {**content["action"], "path": way_in}}
    with translation.override(outgoing.language):
        context = _context(content, outgoing.recipient_name) | {"language": outgoing.language}
        html = get_template("notices/email/message.html").render(context)
        return _text(content, outgoing.recipient_name) if way_in else outgoing.text, html


def _text(content: dict, name: str) -> str:
    text = get_template("notices/email/message.txt").render(_context(content, name))
    return text.strip() + "\n"


def _context(content: dict, name: str) -> dict:
    return {"message": content, "name": name, "base_url": settings.PORTAL_BASE_URL}


def _plain(value):
    """Lazy translations become strings of the active language, tuples become lists."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, (int, float, bool)) else str(value)

"""`{% csrf_token %}` with a key beside the token, so that no form can forget it."""

import uuid

from django import template
from django.conf import settings
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

register = template.Library()

FIELD = "form-key"


@register.simple_tag(takes_context=True)
def csrf_token(context) -> str:
    """The hidden fields of a form; without a key on pages that the phone keeps and shows again."""
    token = CsrfTokenNode().render(context)
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.path.startswith(settings.PHONE_SCOPE):
        return token
    return token + format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid.uuid4())

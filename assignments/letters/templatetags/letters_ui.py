"""Tags of the letters pages."""

import segno
from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def verify_qr(address: str) -> str:
    """The letter's QR code as inline SVG, upper case like the one on paper so that it stays coarse."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(
        code.svg_inline(
            scale=6, border=2, svgclass="qr", lineclass=None, title=_("QR code of the verification page")
        )
    )

"""The bureau decides about a nominee: accept, refuse, ask."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lo_portal.access import requires
from lo_portal.forms import posted_row
from lo_portal.refusals import Refused
from officers.models import Officer
from officers.nominations import services
from officers.nominations.forms import AskForm, RefuseForm
from officers.nominations.models import Nominee

NEW = "new"


@requires("nominations.decide_nominee", on=Nominee)
@require_POST
def nominee_accept(request, nominee):
    """`officer` posted: the key of who it is, or "new"; without it the service number decides."""
    chosen = request.POST.get("officer", "")
    officer = posted_row(request, "officer", Officer.objects.persons()) if chosen not in ("", NEW) else None
    services.accept_nominee(
        nominee=nominee, officer=officer, is_new=chosen == NEW, by=request.user, at=timezone.now()
    )
    messages.success(request, _("%(name)s is on the roster.") % {"name": nominee.name})
    return redirect("nominations:nomination-detail", nominee.nomination_id)


@requires("nominations.decide_nominee", on=Nominee)
@require_POST
def nominee_refuse(request, nominee):
    reason = _said(RefuseForm(request.POST), "reason")
    services.refuse_nominee(nominee=nominee, reason=reason, by=request.user, at=timezone.now())
    messages.success(
        request, _("%(name)s was refused; the agency reads the reason.") % {"name": nominee.name}
    )
    return redirect("nominations:nomination-detail", nominee.nomination_id)


@requires("nominations.decide_nominee", on=Nominee)
@require_POST
def nominee_ask(request, nominee):
    question = _said(AskForm(request.POST), "question")
    services.ask_nominee(nominee=nominee, question=question, by=request.user, at=timezone.now())
    if nominee.nomination.agency.contact_email:
        told = _("The question stands on the agency's page and goes out by mail.")
    else:
        told = _("The question stands on the agency's page. Send the link: it has no e-mail address.")
    messages.success(request, told)
    return redirect("nominations:nomination-detail", nominee.nomination_id)


def _said(form, name: str) -> str:
    if not form.is_valid():
        raise Refused(form.errors[name][0], code=f"no_{name}")
    return form.cleaned_data[name]

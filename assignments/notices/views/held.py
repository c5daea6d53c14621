"""After a restore: what is due, and the release of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assignments.notices import holding
from lo_portal.access import requires


@requires("notices.release_delivery")
@require_http_methods(["GET", "POST"])
def held_list(request):
    if request.method == "POST":
        withheld = holding.release_held(
            withhold_overdue=request.POST.get("overdue") != "send", by=request.user, at=timezone.now()
        )
        said = ngettext("%(n)s message was withheld.", "%(n)s messages were withheld.", withheld)
        words = _("Messages leave again.") + (f" {said % {'n': withheld}}" if withheld else "")
        messages.success(request, words)
        return redirect("notices:held-list")
    return render(request, "notices/held_list.html", holding.held_page(at=timezone.now()))

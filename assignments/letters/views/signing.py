"""The signatory's page: the waiting package, signed here or brought back signed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from assignments.letters import selectors, services, signing
from assignments.letters.forms import ImportForm, SignedFilesForm, SignForm
from assignments.letters.models import Letter, SigningMethod
from assignments.letters.signing import SigningError, matching
from lo_portal.access import may, requires
from lo_portal.accounts import door
from lo_portal.refusals import Refused


@requires("letters.upload_signed")
@require_GET
def letters_to_sign(request):
    """All letters that wait for a signature, of every event."""
    return _page(request, SignForm())


@requires("letters.sign_letters", fresh=True)
@require_POST
@sensitive_post_parameters("passphrase", "identity")
@sensitive_variables("secret", "form")
def letters_sign(request):
    """Sign the ticked letters. The passphrase is in this request and nowhere else."""
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    wanted = set(request.POST.getlist("letters"))
    letters = [letter for letter in selectors.letters_to_sign() if str(letter.pk) in wanted]
    secret = signing.Secret(form.cleaned_data["passphrase"], form.cleaned_data["identity"])
    report = services.sign_letters(letters=letters, secret=secret, by=request.user, at=timezone.now())
    _tell(request, report)
    return redirect("letters:letters-to-sign")


@requires("letters.upload_signed", fresh=True)
@require_POST
def signed_upload(request):
    """Take one signed PDF or a ZIP of many; each refused file is named with its reason."""
    form = SignedFilesForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a PDF or a ZIP file."))
        return redirect("letters:letters-to-sign")
    upload = form.cleaned_data["file"]
    try:
        uploads = matching.unpack(upload.name, upload.read())
    except SigningError as error:
        raise Refused(error.sentence, code=error.code) from None
    report = services.take_signed_files(
        uploads=uploads, letters=selectors.letters_to_sign(), by=request.user, at=timezone.now()
    )
    _tell(request, report)
    return redirect("letters:letters-to-sign")


@requires("letters.upload_signed", on=Letter, fresh=True)
@require_POST
def letter_upload(request, letter):
    """The signed PDF of this one letter."""
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Choose a PDF file."))
    else:
        report = services.take_signed_files(
            uploads=[(upload.name, upload.read())], letters=[letter], by=request.user, at=timezone.now()
        )
        _tell(request, report)
    return redirect("letters:letter-detail", letter=letter.pk)


@requires("letters.change_letter", on=Letter, fresh=True)
@require_POST
def letter_import(request, letter):
    """Number, date and signed PDF as SRIKANDI gave them."""
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"letter": letter, "import_form": form}
        return render(request, "letters/letter_import.html", context, status=422)
    facts = form.cleaned_data
    try:
        services.import_signed_letter(
            letter=letter, sequence=facts["sequence"], number=facts["number"], on=facts["dated_on"],
            pdf=facts["file"].read(), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        context = {"letter": letter, "import_form": form}
        return render(request, "letters/letter_import.html", context, status=refusal.status)
    messages.success(request, _("Letter %(number)s is in force.") % {"number": facts["number"]})
    return redirect("letters:letter-detail", letter=letter.pk)


def _page(request, form, status: int = 200):
    letters = selectors.letters_to_sign()
    here = [letter for letter in letters if letter.signing_method != SigningMethod.UPLOAD]
    context = {
        "letters": letters,
        "here": here,
        "form": form,
        "upload_form": SignedFilesForm(),
        "asks_identity": any(letter.signing_method.startswith("bsre") for letter in here),
        "may_sign": may(request.user, "letters.sign_letters"),
        "is_fresh": door.is_fresh(request),
    }
    return render(request, "letters/sign_list.html", context, status=status)


def _tell(request, report) -> None:
    """What became of a package, in messages."""
    if report.signed:
        told = ngettext("%(n)d letter is in force.", "%(n)d letters are in force.", report.signed)
        messages.success(request, told % {"n": report.signed})
    for name, reason in report.failed[:10]:
        messages.error(request, f"{name}: {reason}")
    if len(report.failed) > 10:
        more = len(report.failed) - 10
        messages.error(request, ngettext("And %(n)d more.", "And %(n)d more.", more) % {"n": more})
    if report.left:
        told = ngettext("%(n)d letter still waits.", "%(n)d letters still wait.", report.left)
        messages.warning(request, told % {"n": report.left})

"""A passkey in the real browser: set up at the first sign-in, enough by itself; a form kept over both."""

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from lo_portal.accounts import services
from lo_portal.accounts.models import Role
from tests.factories import UserFactory
from tests.journeys.conftest import DESKTOP

pytestmark = pytest.mark.django_db(transaction=True)
VIRTUAL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser, site, settings):
    """A browser with a fingerprint reader, on a site where links do not vouch."""
    settings.LINKS_VOUCH = False
    context = browser.new_context(viewport=DESKTOP, locale="id-ID", base_url=site)
    page = context.new_page()
    page.set_default_timeout(20_000)
    reader = context.new_cdp_session(page)
    reader.send("WebAuthn.enable")
    reader.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    yield page
    context.close()


def _press_link(page, user):
    secret = services.create_sign_in_link(user=user, by=None, at=timezone.now())
    page.goto(f"/me/link/{secret}/")
    page.click("main button[type=submit]")


def test_a_passkey_is_set_up_once_and_opens_the_door(page, site):
    person = UserFactory(name="Dewi Staf", email="dewi@contoh.example", roles=[Role.STAFF])
    _press_link(page, person)
    page.wait_for_url("**/me/second-step/**")
    page.click("text=Kunci sandi atau kunci keamanan")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    assert len(page.input_value("#recovery_codes").split()) == 10
    page.click("text=lanjut")
    page.wait_for_url(lambda url: "/account/" not in url and "/second-step/" not in url)
    page.goto("/me/profile/")
    assert "dewi@contoh.example" in page.inner_text("main")

    page.context.clear_cookies(name="sid")
    page.select_option("select[name=language]", "en")
    page.click("main button:has-text('Simpan')")
    assert "Belum tersimpan" in page.inner_text("h1")
    with page.context.expect_page() as opened:
        page.click("main a:has-text('Masuk')")
    tab = opened.value
    tab.goto("/account/login/?next=/me/profile/")
    reader = tab.context.new_cdp_session(tab)
    reader.send("WebAuthn.enable")
    reader.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    _press_link(tab, person)
    tab.wait_for_url("**/account/2fa/authenticate/")
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    tab.fill("[name=code]", codes[0])
    tab.click("main button[type=submit]")
    tab.wait_for_url(lambda url: "/account/" not in url)
    tab.close()
    page.bring_to_front()
    with page.expect_response("**/me/csrf-token/"):
        page.evaluate("dispatchEvent(new Event('focus'))")
    page.click("main button:has-text('Kirim ulang')")
    page.wait_for_url("**/me/profile/")
    person.refresh_from_db()
    assert person.language == "en"

    page.click("main button:has-text('Keluar')")
    page.goto("/account/login/?next=/me/profile/")
    page.click("#passkey_login")
    page.wait_for_url(f"{site}/me/profile/")
    assert "dewi@contoh.example" in page.inner_text("main")

"""The table of contents. Rooms mount themselves here by name; the frame imports none of them."""

from allauth.account import views as allauth
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from django.views.i18n import set_language

from lo_portal import appearance, kit, policy
from lo_portal.access import public
from lo_portal.accounts import views as accounts
from lo_portal.accounts.even import evenly
from lo_portal.upkeep import views as upkeep

# Pages of the library for what a person does not do here: the bureau writes down addresses and accounts of
# the office; both lead to the profile.
NOT_OURS = ("email/", "3rdparty/", "social/connections/")

urlpatterns = [
    path("healthz", upkeep.healthz, name="healthz"),
    path("readyz", upkeep.readyz, name="readyz"),
    path("metrics", upkeep.metrics, name="metrics"),
    path("policy-report/", policy.policy_report, name="policy-report"),
    path("i18n/setlang/", public(require_POST(set_language)), name="set_language"),
    path("account/login/code/", evenly(allauth.request_login_code), name="account_request_login_code"),
    path("account/password/reset/", evenly(allauth.password_reset), name="account_reset_password"),
    *[
        path(f"account/{closed}", RedirectView.as_view(pattern_name="accounts:profile"))
        for closed in NOT_OURS
    ],
    path("account/", include("allauth.urls")),
    path("me/appearance/", appearance.appearance, name="appearance"),
    path("me/", include("lo_portal.accounts.urls")),
    path("jobs/", include("lo_portal.jobs.urls")),
    path("admin/login/", accounts.admin_login, name="admin-login"),
    path("admin/", admin.site.urls),
    *[path(prefix, include(module)) for prefix, module in settings.ROOM_URLS],
    *([path("kit/", kit.kit, name="kit")] if settings.PORTAL_ENV == "development" else []),
]

handler400 = "lo_portal.errors.bad_request"
handler403 = "lo_portal.errors.forbidden"
handler404 = "lo_portal.errors.not_found"
handler500 = "lo_portal.errors.server_error"

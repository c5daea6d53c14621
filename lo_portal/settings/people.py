"""Who comes in: accounts, sign-in by code, password and second step, the office's own, sessions."""

from datetime import timedelta

from lo_portal.settings.machine import PORTAL_ENV, PRODUCTION, TRUSTED_PROXY_COUNT, env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "control:home"
LOGOUT_REDIRECT_URL = "account_request_login_code"
ACCOUNT_ADAPTER = "lo_portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_FORMS = {
    "request_login_code": "lo_portal.accounts.forms.AskForm",
    "confirm_login_code": "lo_portal.accounts.forms.CodeForm",
}
ACCOUNT_MAX_EMAIL_ADDRESSES = 1  # the bureau writes it down; nobody adds one of their own
# An answer to an address takes at least so long, known or not: the mail that leaves is not to be felt.
SIGN_IN_SECONDS = 0 if PORTAL_ENV == "test" else 0.4
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,10/15m/key"}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "lo_portal.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "lo_portal.accounts.forms.SecondStepForm",
    "reauthenticate": "lo_portal.accounts.forms.SecondStepAgainForm",
}
MFA_TOTP_ISSUER = "Portal LO"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off; our own count keeps a code single-use
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey signs in by itself, so it must be two things
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False
# The office's own sign-in (OpenID Connect); without an address of the provider it does not exist.
OIDC_URL = env.str("OIDC_URL", "").rstrip("/")
SOCIALACCOUNT_ADAPTER = "lo_portal.accounts.office_login.OfficeAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "office",
                "name": env.str("OIDC_NAME", "Akun kantor"),
                "client_id": env.str("OIDC_CLIENT_ID", ""),
                "secret": env.str("OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else [],
    }
}

SESSION_ENGINE = "lo_portal.accounts.sessions"
SESSION_COOKIE_AGE = 7 * 24 * 3600
# How long a session may lie idle, and how long it lasts, by what the person is; the strictest holds.
_OFFICE, _PHONE = (timedelta(hours=1), timedelta(hours=12)), (timedelta(hours=12), timedelta(days=7))
SESSION_LIMITS = {
    "staff": _OFFICE,
    "coordinator": _OFFICE,
    "signatory": _OFFICE,
    "admin": _OFFICE,
    "agency": _OFFICE,
    "officer": _PHONE,
}
SESSION_COOKIE_NAME = "__Host-sid" if PRODUCTION else "sid"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SECURE = PRODUCTION
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

"""All settings, read from the environment; docs/reference/settings.md is written from these lines."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from onboarding.conf.database import database
from onboarding.conf.env import Environment
from onboarding.conf.gateway import is_safe_gateway
from onboarding.conf.logs import logging_settings
from onboarding.conf.storage import files
from onboarding.lib.keys import kept_field_key, kept_secret

env = Environment()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR = env.path("VAR_DIR", BASE_DIR / "var", "Folder for what the program keeps on this machine.", "./var")

# Where the site is
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000", "Address of the site as people type it.").rstrip("/")
SITE = urlsplit(SITE_URL)
if SITE.scheme not in {"http", "https"} or not SITE.hostname:
    raise ImproperlyConfigured("SITE_URL must be a whole address, such as https://onboarding.example.org")
HTTPS = SITE.scheme == "https"
# A site that only this machine can reach may make its own keys; any other must be given them, so that a lost
# disk or a second server does not silently end with different ones.
LOCAL = SITE.hostname in {"localhost", "127.0.0.1", "::1"}
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    sorted({SITE.hostname, "localhost", "127.0.0.1"}) if LOCAL else [SITE.hostname],
    "Host names the site answers to.",
    "the host of SITE_URL",
)
CSRF_TRUSTED_ORIGINS = [f"{SITE.scheme}://{SITE.netloc}"]
TRUSTED_PROXY_COUNT = env.whole(
    "TRUSTED_PROXY_COUNT",
    0,
    "How many proxies of yours stand before the site; their forwarded headers are believed.",
)
DEBUG = env.flag("DEBUG", False, "Show error pages with code. Never with real data.")

# Secrets
_made = "made once, local sites only"
SECRET_KEY = env.secret(
    "SECRET_KEY",
    (lambda: kept_secret(VAR / "secret-key")) if LOCAL else None,
    "Signs sessions and links.",
    _made,
)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", [], "Earlier secret keys, still accepted.", "none")
FIELD_KEY = env.secret(
    "FIELD_KEY",
    (lambda: kept_field_key(VAR / "field-key")) if LOCAL else None,
    "Fernet key that encrypts certificate numbers. Earlier keys may follow after commas.",
    _made,
)
AUDIT_KEY_FILE = env.path(
    "AUDIT_KEY_FILE",
    VAR / "audit-key",
    "Ed25519 private key (PEM) that signs checkpoints.",
    "./var/audit-key",
)

# Data
_url = env.text(
    "DATABASE_URL",
    f"sqlite:///{VAR / 'db.sqlite3'}",
    "sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME.",
    "sqlite:///./var/db.sqlite3",
)
DATABASES = {"default": database(_url)}
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Sign-in limits are counted here: the usual 300 entries would be pushed out by 300 made-up addresses.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
OUTBOX = env.choice(
    "OUTBOX",
    ("embedded", "external"),
    "Who delivers the outbox: a loop beside the server, or separate workers.",
)
CHECKPOINT_MINUTES = env.whole("CHECKPOINT_MINUTES", 60, "Minutes between two checkpoints of the loop; 0 for none.")
SWEEP_HOURS = env.whole("SWEEP_HOURS", 24, "Hours between two sweeps of abandoned uploads and imports.")
ABANDONED_IMPORT_DAYS = env.whole(
    "ABANDONED_IMPORT_DAYS", 14, "Days after which an import that was begun and never ended is removed."
)

# Files. Letters and uploads are private: no address serves MEDIA_ROOT, a view hands them to those who may.
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR / "media", "Folder of letters and uploads, if not in S3.", "./var/media")
MEDIA_URL = ""
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", VAR / "static", "Where collectstatic puts styles and scripts.", "./var/static")
STORAGES: dict[str, dict[str, Any]] = {
    "default": files(env),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# On this machine alone nobody needs to run collectstatic first.
WHITENOISE_USE_FINDERS = LOCAL
if LOCAL:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# Program
INSTALLED_APPS = [
    "onboarding.conf.apps.OnboardingConfig",
    "hr.apps.HrConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "onboarding.conf.middleware.ResponseHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "onboarding.conf.limits.SessionLimitsMiddleware",
]
ROOT_URLCONF = "onboarding.conf.urls"
WSGI_APPLICATION = "onboarding.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "onboarding.conf.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "onboarding.conf.forms.ComponentRenderer"
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
ORG_TIME_ZONE = env.text("ORG_TIME_ZONE", "Europe/London", "Time zone in which the organisation counts its days.")
LOGGING = logging_settings(env.text("LOG_LEVEL", "WARNING", "Least level of log lines that are written."))

# Sign-in
AUTH_USER_MODEL = "onboarding.User"
AUTHENTICATION_BACKENDS = ["onboarding.conf.sign_in.Backend"]
# Scrypt is memory-hard and comes with Python; the second one only reads what an older installation stored.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "onboarding.portal.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "onboarding.portal.sign_in_forms.PasswordForm",
    "request_login_code": "onboarding.portal.sign_in_forms.CodeForm",
    "confirm_login_code": "onboarding.portal.sign_in_forms.ConfirmForm",
    "reset_password": "onboarding.portal.sign_in_forms.ForgottenForm",
    "reset_password_from_key": "onboarding.portal.sign_in_forms.NewPasswordForm",
}
MFA_ADAPTER = "onboarding.portal.mfa_adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "onboarding.portal.sign_in_forms.AppCodeForm",
    "reauthenticate": "onboarding.portal.sign_in_forms.AgainForm",
    "activate_totp": "onboarding.portal.sign_in_forms.TurnOnForm",
}
# Accounts are made by invitation to an address; a code or a password is then the proof, not a second mail.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_SESSION_REMEMBER = False
# Beside the library's own limits: reply links, all that is sent and (fewer) what opens nothing; who begins an application;
# messages of one person.
ACCOUNT_RATE_LIMITS = {
    "reply": "60/m/ip", "reply_missed": "10/10m/ip", "begin": "20/h/ip", "number": "3/d/key", "paper": "10/10m/ip", "message": "20/h/user",
}  # fmt: skip
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE.scheme
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = env.text("ORG_NAME", "Peer onboarding", "Name of the organisation in mails and authenticator apps.")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Sessions and headers
STAFF_IDLE = env.whole("STAFF_IDLE", 15 * 60, "Seconds without a request after which staff are signed out.")
APPLICANT_IDLE = env.whole("APPLICANT_IDLE", 30 * 60, "Seconds without a request after which applicants are signed out.")
SESSION_COOKIE_AGE = env.whole("SESSION_AGE", 8 * 60 * 60, "Seconds after which everybody has to sign in again.")
# Counted from the last request, to the minute: `limits.py` moves the end on, and the session is written with it.
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
HSTS_SECONDS = env.whole("HSTS_SECONDS", 31_536_000, "How long browsers insist on https.")
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"
# Preloading binds a whole registered domain, which is not one service's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Mail
EMAIL_HOST = env.text("EMAIL_HOST", "", "Mail server; empty means mails are written to ./var/mail.", "none")
EMAIL_PORT = env.whole("EMAIL_PORT", 587, "Port of the mail server.")
EMAIL_HOST_USER = env.text("EMAIL_USER", "", "User at the mail server.", "none")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD", "", "Password at the mail server.", "none")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", True, "Start TLS with the mail server.")
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND",
    f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend",
    "Class that sends mails, where it is not a mail server: one of django-anymail, which you install beside.",
    "a mail server if EMAIL_HOST is set",
)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "EMAIL_FROM", f"onboarding@{SITE.hostname}", "Sender of mails.", "onboarding@ the host of SITE_URL"
)
ANYMAIL = env.pairs("ANYMAIL", "Settings of django-anymail, as NAME=VALUE, separated by commas.")

# Texts
TEXT_GATEWAY_URL = env.text(
    "TEXT_GATEWAY_URL", "", "Address that texts are posted to; empty means that a person tells whoever likes a text.", "none"
)
if TEXT_GATEWAY_URL and not is_safe_gateway(TEXT_GATEWAY_URL):
    raise ImproperlyConfigured("TEXT_GATEWAY_URL must be a whole https address; http is for this machine alone.")
TEXT_GATEWAY_TOKEN = env.text("TEXT_GATEWAY_TOKEN", "", "What we show to the text gateway.", "none")
TEXT_GATEWAY_TIMEOUT = env.whole("TEXT_GATEWAY_TIMEOUT", 10, "Seconds to wait for the text gateway.")

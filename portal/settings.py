"""All settings. The environment is read here and only here; `.env.example` lists every variable."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal import content_policies, logs

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Where we are: demonstration on one machine, or the real thing
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SECRET_KEY = env("SECRET_KEY", default="demo-on-loopback-only" if DEMO else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK)
FIELD_KEYS_FILE = Path(env("FIELD_KEYS_FILE", default=str(DATA_DIR / "demo-field-keys.json") if DEMO else ""))
STAFF_MFA = env.bool("STAFF_MFA", default=not DEMO)
OIDC_ISSUER = env("OIDC_ISSUER", default="").rstrip("/")
OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = env("OIDC_CLIENT_ID", default=""), env("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env("OIDC_NAME", default="ProConnect")
OIDC_ACR = env.list("OIDC_ACR", default=[])

if DEMO and not set(ALLOWED_HOSTS) <= set(LOOPBACK):
    raise ImproperlyConfigured("DEMO=1 publishes known passwords: it works on loopback addresses only.")
if not DEMO and not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is missing.")
if not DEMO and not FIELD_KEYS_FILE.is_file():
    raise ImproperlyConfigured("FIELD_KEYS_FILE must name the file of the field keys (see docs/operator.md).")
if not DEMO and not STAFF_MFA:
    raise ImproperlyConfigured("The staff area needs a second factor outside the demonstration: remove STAFF_MFA=0.")
if OIDC_ISSUER and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
    raise ImproperlyConfigured("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.")
if OIDC_ISSUER and not DEMO and not OIDC_ISSUER.startswith("https://"):
    raise ImproperlyConfigured("OIDC_ISSUER must be an https:// address.")

INSTALLED_APPS = [
    "portal",
    "forms",
    "search",
    "programmes",
    "home",
    "home.records",
    "home.signin",
    "home.accounts.UsersConfig",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "portal.apps.DjangoFormsConfig",
]

MIDDLEWARE = [
    "portal.request_lines.RequestLines",
    "portal.policies.FixedHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.policies.ContentPolicies",
    "portal.middleware.StaffDoor",
    "portal.middleware.ReadableCookies",
    "portal.odd_requests.OddStaffRequests",
    "portal.seals.BrokenSeals",
    "portal.kept_rows.KeptRows",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.middleware.BodyLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.signin.middleware.SignInGate",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "home.rendering.DesignSystemRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Data: SQLite embedded, PostgreSQL by DATABASE_URL
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits are counted here: with the stock 300 entries, a flood of guesses would push its own counts out
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
VISITOR_SESSION_KEYS = ["drafts", "followed"]  # what forms.device keeps: no sign-out takes it away

# Sign-in of the staff: django-allauth does the ceremonies, home.signin has the rules and its own limits
ACCOUNT_ADAPTER = "home.signin.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "home.signin.forms.SignInForm",
    "reauthenticate": "home.signin.forms.PasswordForm",
    "reset_password": "home.signin.forms.ForgottenForm",
    "reset_password_from_key": "home.signin.forms.NewPasswordForm",
    "change_password": "home.signin.forms.ChangeForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = True  # the cookie is the residents' too: what ends a staff session is on our side
MFA_ADAPTER = "home.signin.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "home.signin.forms.CodeForm",
    "reauthenticate": "home.signin.forms.ConfirmCodeForm",
    "activate_totp": "home.signin.forms.AddAppForm",
    "add_webauthn": "home.signin.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = MFA_PASSKEY_LOGIN_ENABLED = MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Solidarités Montpellier"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
SOCIALACCOUNT_ADAPTER = "home.signin.oidc.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # our view takes POST only
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "AUTH_PARAMS": {"acr_values": " ".join(OIDC_ACR)} if OIDC_ACR else {},
        "APPS": [
            {
                "provider_id": "agents",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_ISSUER},
            }
        ],
    }
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"

# Words: French unprefixed, English after /en/
LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Europe/Paris"
USE_TZ = USE_I18N = WAGTAIL_I18N_ENABLED = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {  # what people send: encrypted, and without any address
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "private",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "signed": {  # sign-language films: home.signed.serving gives out the published ones
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "signed", "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Messages: files in the embedded default, a server by EMAIL_URL
EMAIL_FILE_PATH = DATA_DIR / "mail"
if env("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="CCAS <ne-pas-repondre@solidarites.example>")
EMAIL_TIMEOUT = 3
SMS_URL, SMS_FILE_PATH = env("SMS_URL", default=""), DATA_DIR / "sms"

# Search: the database answers; Elasticsearch does first where its address is set
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="").rstrip("/")
ELASTICSEARCH_API_KEY = env("ELASTICSEARCH_API_KEY", default="")
ELASTICSEARCH_CA = env("ELASTICSEARCH_CA", default="")
ELASTICSEARCH_PREFIX = env("ELASTICSEARCH_PREFIX", default="portail")

# Defences
FASTEST_PAGE_SECONDS = env.float("FASTEST_PAGE_SECONDS", default=2)  # people take longer: tests/forms/test_bots.py
SENDINGS_PER_ADDRESS = env.int("SENDINGS_PER_ADDRESS", default=30)  # in ten minutes: a library, on the last day
PROXIES = env.int("PROXIES", default=0)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie beyond the two named below
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "portal.sealed_uploads.SealedUploads",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STAFF_BODY_MAX_SIZE = 12_000_000  # an image of 10 MB, Wagtail's own limit, and the form around it
UPLOAD_BODY_MAX_SIZE = 26_000_000  # a document of 25 MB, or a few photos, and the form around them
SIGNED_FILM_MAX_SIZE = env.int("SIGNED_FILM_MAX_SIZE", default=500_000_000)  # a sign-language film, as it is sent
CLAMD_SOCKET = env("CLAMD_SOCKET", default="")  # of a ClamAV daemon; without it, files are marked as not scanned
if SITE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_policies.STRICT}  # portal.policies says where another one stands

# Wagtail
WAGTAIL_SITE_NAME = "Solidarités Montpellier"
WAGTAIL_PAGE_MODEL = "wagtailcore.Page"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = ["Europe/Paris"]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # home.signin does it
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.staff"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"

LOGGING = logs.LINES

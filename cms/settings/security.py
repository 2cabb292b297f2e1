"""Sign-in, cookies, headers: what holds in every environment. Production adds what TLS makes possible."""

from ipaddress import IPv4Network, IPv6Network

from csp.constants import NONCE, NONE, SELF

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 9}},
    {"NAME": "cms.members.passwords.CharacterClassesValidator"},
    {"NAME": "cms.members.passwords.MunicipalityNameValidator"},
    {"NAME": "cms.members.passwords.FormerPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# One door for everyone: Wagtail's own sign-in and its password forms lead here (docs/adr/0008).
LOGIN_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
ACCOUNT_ADAPTER = "cms.members.adapters.AccountAdapter"
# Staff by the name of their account, citizens by their address, which the tables never see (docs/adr/0034).
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # allauth's own sign-up is closed; cms.members.views has ours
ACCOUNT_FORMS = {"login": "cms.members.forms.SignInForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # citizens prove theirs in a stage of our own
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Passwords are counted by axes, for each account; this also covers one-time codes. A school or a library signs up from
# one network address; one mailbox gets so many mails about accounts, whoever asks for them.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "100/m/ip,10/300s/key",
    "password_guessed": "100/m/ip,60/300s/key",  # by ten addresses or so: one is locked out long before
    "signup": "20/m/ip,200/h/ip",
    "account_mail": "5/h/key",
    "account_mailbox": "20/h/key",
    "manage_email": "10/h/key",
}
MFA_ADAPTER = "cms.members.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps of 30 s: a clock that is a little off, or a code typed late (RFC 6238, 5.2)

# How many failures lock an account, and for how long, each municipality says in its sign-in rules.
AXES_FAILURE_LIMIT = "cms.members.lockout.failure_limit"
AXES_COOLOFF_TIME = "cms.members.lockout.cool_off"
AXES_LOCKOUT_CALLABLE = "cms.members.lockout.locked_out"
AXES_USERNAME_CALLABLE = "cms.members.lockout.counted_name"
AXES_LOCKOUT_PARAMETERS = "cms.members.lockout.counted_by"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # not by address: a whole town hall shares one; allauth limits those
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time that was told stays true
AXES_SENSITIVE_PARAMETERS = ["password", "login", "next"]

# Proxies whose word about the reader's address counts (cms.core.proxies); none stands before `make run`.
TRUSTED_PROXIES: tuple[IPv4Network | IPv6Network, ...] = ()

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail previews a page in a frame of its own desk
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/", "/django-admin/"],  # Wagtail's own desk needs inline scripts
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    },
}

# Reports of errors, to whomever they go, hold nothing that a citizen typed.
DEFAULT_EXCEPTION_REPORTER = "cms.core.reporting.Reporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "cms.core.reporting.NothingPersonal"

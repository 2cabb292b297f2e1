"""Languages: the superset that the platform speaks. Which of them a tenant offers, its Locale rows decide."""

from .base import BASE_DIR

LANGUAGE_CODE = "ko"
TIME_ZONE = "Asia/Seoul"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True

LANGUAGES = [
    ("ko", "한국어"),
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
    ("ja", "日本語"),
    ("vi", "Tiếng Việt"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ko", "한국어"), ("en", "English")]
# The second completes Wagtail's Korean, a third of which is missing upstream: to be deleted when it is there.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "cms" / "core" / "messages_of_wagtail"]

# Submitting an original for translation publishes nothing, whatever the original's own state.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

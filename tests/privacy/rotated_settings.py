"""The tests' settings after a change of DATA_KEY."""

import os

from cms.settings.test import *  # noqa: F403
from cms.settings.test import DATA_KEY as FORMER
from cms.settings.test import DATABASES
from tests.privacy.rotating import NEW_KEY

DATA_KEY, DATA_KEY_FALLBACKS = NEW_KEY, (FORMER,)
DATABASES["default"]["NAME"] = os.environ["ROTATED_DATABASE"]

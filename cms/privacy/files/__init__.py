"""Files of citizens: looked at on their way in, closed while they are kept, harmless on their way out.

checked = check(upload.name, upload, most_bytes=20 << 20)   # raises Refused with every reason
with transaction.atomic():
    file = keep(checked)
    …                                                       # the row that the file belongs to
return response_for(file, inline=True)                      # raises Unreadable
"""

from cms.privacy.kinds import ACCEPT, KINDS

from .checking import Checked, check
from .keeping import as_checked, keep, missing, open_sealed, remove, sweep, with_content
from .quota import within_quota
from .refusing import Refused
from .responding import response_for

__all__ = [
    "ACCEPT",
    "KINDS",
    "Checked",
    "Refused",
    "as_checked",
    "check",
    "keep",
    "missing",
    "open_sealed",
    "remove",
    "response_for",
    "sweep",
    "with_content",
    "within_quota",
]

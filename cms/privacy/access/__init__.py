"""Who looked at whose personal data: a row each time, in the transaction of what is shown.

    looked_at(request.user, case, fields=("name", "telephone"), purpose=Purpose.HANDLING, how=How.SCREEN,
              request=request)                      # whatever it raises: nothing is shown

A list or a table of many people names how many: ``Several("petitions.case", 25)``. A search says what was asked by
``own_name=is_own_name(user, words)``; the words themselves are not kept.
"""

from cms.privacy.models import How, Purpose

from .noting import Several, is_own_name, looked_at

__all__ = ["How", "Purpose", "Several", "is_own_name", "looked_at"]

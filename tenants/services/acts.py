"""The log of what operators do, written in the transaction of the deed."""

from typing import Any

from tenants.models import Municipality, OperatorAct


def note_act(municipality: Municipality, act: OperatorAct.Act, by: str, **detail: Any) -> None:
    """Write one line. Call it inside ``platform()`` and the transaction that does what it tells.

    :param by: the operator's name; empty for the command line.
    """
    OperatorAct.objects.create(municipality=municipality, act=act, by=by, detail=detail)

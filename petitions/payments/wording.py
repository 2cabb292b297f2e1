"""What becomes of a line, and what to do about it, in words."""

from django.utils.translation import gettext_lazy as _

from petitions.payments.matching import Fate

NAMES = {
    Fate.MATCHED: _("matched"),
    Fate.TOO_LITTLE: _("too little"),
    Fate.TOO_MUCH: _("too much"),
    Fate.TWICE: _("paid already"),
    Fate.CLOSED: _("petition ended before"),
    Fate.AMBIGUOUS: _("several petitions fit"),
    Fate.UNKNOWN: _("no petition fits"),
    Fate.KNOWN: _("read in before"),
    Fate.WITHDRAWAL: _("withdrawal"),
}
#: What is to be done; nothing where it stands for itself.
ADVICE = {
    Fate.TOO_LITTLE: _("Ask the petitioner for the rest; the petition is not received before."),
    Fate.TOO_MUCH: _("Pay back what is too much, and note it in the register."),
    Fate.TWICE: _("Pay it back, or find the petition that it is for."),
    Fate.CLOSED: _("Pay it back, or ask the petitioner to file again."),
    Fate.AMBIGUOUS: _("Ask the payer, then choose the petition in the register."),
    Fate.UNKNOWN: _("Ask the payer, then choose the petition, or note that it is no fee."),
}
#: Where only the name fits, not the amount: nothing is booked.
UNSURE = _("Only the name fits, so nothing is booked. Choose the petition in the register if it is this one.")

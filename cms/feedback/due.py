"""What the schedule does here."""

from cms.feedback.services import forget_senders
from tenants.due import due_act

due_act("senders of opinions")(forget_senders)

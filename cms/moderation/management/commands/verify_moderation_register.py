from cms.moderation.services.registering import CHAIN
from cms.moderation.verify import verify
from cms.publication.verifying import VerifyCommand


class Command(VerifyCommand):
    help = (
        "Verifies the register of removals of one municipality or of all. Says the first broken row with its "
        "number and ends with 1. What it says of the last row, kept elsewhere, proves later with --head that nothing "
        "was cut off. Ends with 2 where there is nothing to verify."
    )
    chain = CHAIN
    verify = staticmethod(verify)

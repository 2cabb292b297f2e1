"""A real SMTP server on a free port, for tests: what it took, what it refused, and when it should stall."""

import asyncio
import email
import email.policy
import socket
import threading
from contextlib import contextmanager

from aiosmtpd.controller import Controller


class Taken:
    """Keeps every message that it accepts. ``refuse`` names mailboxes that it does not have, ``busy`` full ones."""

    def __init__(self):
        self.messages = []
        self.refuse = set()
        self.busy = set()
        self.answer = "550 5.1.1 No such mailbox"
        self.full = False
        self.reached = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.answer
        if address in self.busy:
            return "450 4.2.2 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.reached.set()
        if not self.go_on.is_set():
            while not self.go_on.is_set():
                await asyncio.sleep(0.05)
            return "451 Try again"
        if self.full:
            return "452 Mailbox full"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.messages.append((envelope.rcpt_tos[0], message))
        return "250 OK"

    def to(self, address):
        """Messages taken for an address."""
        return [message for recipient, message in self.messages if recipient == address]


@contextmanager
def mail_server():
    """``with mail_server() as (taken, port):``."""
    taken, port = Taken(), _free_port()
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield taken, port
    finally:
        taken.go_on.set()
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

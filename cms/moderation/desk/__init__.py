"""Moderation at the desk: the queue, the screen of a matter, acts on one and on many, the register, what is set."""

"""What follows from a change of a post or comment: each is told to whoever keeps something made from it.

    @receiver(post_changed)
    def index(sender, post, **kwargs): …

Sent within the transaction of the change, so that an index never says more than the row.
"""

from django.dispatch import Signal

#: ``post``: the row as it is now, after it was written, edited, hidden, shown, removed, restored or forgotten.
post_changed = Signal()
#: ``comment``: the same for comments.
comment_changed = Signal()

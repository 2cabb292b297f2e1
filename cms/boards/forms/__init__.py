"""The forms of boards: all that is wrong is said at once, and nothing typed is lost."""

from .commenting import CommentForm
from .owning import DeleteForm, PasswordForm
from .reporting import ObjectionForm, ReportForm
from .writing import PostForm

__all__ = ["CommentForm", "DeleteForm", "ObjectionForm", "PasswordForm", "PostForm", "ReportForm"]

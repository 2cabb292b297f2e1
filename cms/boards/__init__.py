"""Boards (참여마당): what citizens write, comments, answers of departments. Removal is for ``cms.moderation`` alone."""

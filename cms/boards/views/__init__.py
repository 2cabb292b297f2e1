"""What stands below a board's address: a post, the forms, the files. ``cms.boards.models.pages`` names the routes."""

"""Pages of the desk for what concerns all departments: reorganisations, their history, the transfer list."""

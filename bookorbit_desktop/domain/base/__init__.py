"""Values and rules that belong to no particular subject."""

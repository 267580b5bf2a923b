"""The page of highlights, notes and bookmarks."""

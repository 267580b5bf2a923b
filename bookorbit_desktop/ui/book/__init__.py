"""The book details pane."""

"""The Hardcover page: the account, and how each book stands."""

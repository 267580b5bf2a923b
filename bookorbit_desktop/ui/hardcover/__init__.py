"""The Hardcover page: the account, and the sync state of each book."""

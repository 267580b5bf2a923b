"""A client for Hardcover's GraphQL API. What to send is decided elsewhere."""

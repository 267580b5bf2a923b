"""The address of Hardcover's API."""

HARDCOVER_URL = "https://api.hardcover.app/v1/graphql"
"""hardcover-api.md section 1."""

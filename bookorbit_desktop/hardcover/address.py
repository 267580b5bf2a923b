"""Where Hardcover is asked."""

HARDCOVER_URL = "https://api.hardcover.app/v1/graphql"
"""API.md section 1."""

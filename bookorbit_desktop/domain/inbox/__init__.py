"""New books that wait for a review."""

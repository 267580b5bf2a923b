"""Progress of another sync server."""

"""Books, folders, metadata, scanning and search."""

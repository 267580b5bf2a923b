"""What KOReader keeps on a device: found, read, and nothing there changed."""

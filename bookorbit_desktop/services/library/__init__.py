"""Books and their files: scanning, folders, covers, metadata, Calibre, the inbox."""

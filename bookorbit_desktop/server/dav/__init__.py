"""The WebDAV folder for KOReader's own cloud sync."""

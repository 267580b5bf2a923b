"""Book files: detecting the format, reading metadata, and KOReader's digests."""

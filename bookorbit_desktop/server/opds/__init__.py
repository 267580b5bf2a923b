"""The catalogue as OPDS 1.2 and 2.0, for KOReader's OPDS browser and other readers. It contains no rules."""

"""The reading journal: sessions listed, entered, corrected and deleted."""

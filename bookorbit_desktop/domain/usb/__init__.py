"""What a KOReader device keeps in its files, and what an import makes of it."""

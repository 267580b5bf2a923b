"""Reading lists of other programs."""

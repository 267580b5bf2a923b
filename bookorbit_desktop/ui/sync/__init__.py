"""The dialog of a sync that the person started."""

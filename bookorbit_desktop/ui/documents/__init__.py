"""Documents that devices sent: which book each one is, and what can be done where none is known."""

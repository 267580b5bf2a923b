"""Documents sent by devices: linking them to books."""

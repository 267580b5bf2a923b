"""Documents, progress, devices and pairing as KOReader knows them."""

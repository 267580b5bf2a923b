"""Documents, progress, devices and logins in the database."""

"""The HTTP servers: kosync for devices, and the control socket for a second instance. No rules here."""

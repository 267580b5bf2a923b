"""The KOReader page: the server, the login, devices and documents."""

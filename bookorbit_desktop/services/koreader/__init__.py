"""What KOReader sends and requests: progress, documents, devices, logins."""

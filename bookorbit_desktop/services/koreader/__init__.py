"""What KOReader sends and asks for: progress, documents, devices, logins."""

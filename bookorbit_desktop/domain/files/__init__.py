"""Changes of book files, planned before they are made."""

"""What the services say in English, in the person's language."""

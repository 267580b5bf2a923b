"""What an issue promises of the window, with the whole window over real services."""

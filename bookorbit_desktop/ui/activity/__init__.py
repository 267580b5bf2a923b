"""What the program does in the background."""

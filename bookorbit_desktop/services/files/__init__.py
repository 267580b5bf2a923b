"""Changes of book files that a person asked for, each with its way back."""

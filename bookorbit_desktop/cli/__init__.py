"""The command line: converts arguments to use cases and results to text; it contains no rules."""

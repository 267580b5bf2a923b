"""The command line: it translates arguments into use cases and results into text; it decides nothing."""

"""The command line: it translates words into use cases and answers into text; it decides nothing."""

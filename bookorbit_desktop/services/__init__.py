"""Use cases: everything that changes data. No widgets and no HTTP."""

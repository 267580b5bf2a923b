"""Use cases: the only place where things happen. No widgets and no HTTP."""

"""Pictures of every screen, in every state, theme, scale and language: `python -m tests.screenshots`."""

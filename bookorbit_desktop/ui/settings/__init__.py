"""Settings: one page with sections."""

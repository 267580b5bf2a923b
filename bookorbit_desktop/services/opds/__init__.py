"""The catalogue that readers browse."""

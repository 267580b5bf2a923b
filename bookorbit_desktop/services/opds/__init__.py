"""The catalogue that devices browse."""

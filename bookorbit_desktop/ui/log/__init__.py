"""The page that lists what was sent."""

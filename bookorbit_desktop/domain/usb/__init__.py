"""KOReader devices connected by USB, and imports from them."""

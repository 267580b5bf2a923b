"""Match books with Hardcover records, and plan what is sent."""

"""Values and rules without a subject of their own."""

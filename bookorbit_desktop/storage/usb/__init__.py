"""Device imports and page views in the database."""

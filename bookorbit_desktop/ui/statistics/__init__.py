"""The Statistics page: what one's reading looks like. Only `chart` and `marks` need the plot library."""

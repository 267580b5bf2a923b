"""The Statistics page. Only `chart` and `marks` import the plot library."""

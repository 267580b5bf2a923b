"""The Statistics page, the reading journal and the year in review. Only `chart` and `marks` import the plot library."""

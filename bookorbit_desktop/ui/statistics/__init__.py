"""The Statistics page: charts of your reading. Only `chart` and `marks` import the plot library."""

"""A corpus of book files made by code: hostile ones with the reason each gets, and odd ones that are right."""

"""The year in review: pages inside the program, a picture, and a PDF, all created on this computer."""

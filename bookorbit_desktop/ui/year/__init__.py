"""The year in review: pages inside the program, one picture, and a PDF. All of it is made on this computer."""

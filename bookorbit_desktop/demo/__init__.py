"""A demo on one computer: sample books, a local Hardcover and a simulated reader."""

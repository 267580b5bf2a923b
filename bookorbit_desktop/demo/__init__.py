"""The whole loop on one computer: made-up books, a local Hardcover and a pretend reader."""

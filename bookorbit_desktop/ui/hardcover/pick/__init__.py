"""The Pick dialog: choosing the Hardcover book and its edition."""

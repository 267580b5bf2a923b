"""New books looked over before they join the library, with metadata from online sources."""

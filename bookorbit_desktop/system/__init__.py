"""The operating system: its password store, its network addresses, its places for files."""

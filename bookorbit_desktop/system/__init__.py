"""The operating system: password store, network addresses, folders."""

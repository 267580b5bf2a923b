"""The desktop window, its pages and the tray icon."""

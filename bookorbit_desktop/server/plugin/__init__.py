"""The calls of the plugin for KOReader."""

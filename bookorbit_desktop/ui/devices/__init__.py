"""Devices with KOReader that are connected by cable: importing from them, and setting them up."""

"""Explorers of lesson 00: the map on which insulin and glucose make HOMA-IR."""

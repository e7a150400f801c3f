"""Explorers of lesson 07: the markers, HOMA-IR and its noise, cut-offs, dynamic tests, HbA1c, hormones, CRP."""

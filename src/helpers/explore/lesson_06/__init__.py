"""Explorers of lesson 06: causal stories, muscle fat, rival lipids, IRS-1, the cascade, the common cause."""

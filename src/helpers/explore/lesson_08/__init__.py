"""Explorers of lesson 08: a sensor, MAGE, targets, two traces, responders, the size of a trial, the ledger."""

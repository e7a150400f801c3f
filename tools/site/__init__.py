"""Builds the course as web pages: `python3 course.py site`."""

"""What needs a clone: building data, lessons and pages, the web site, and the fits behind the data."""

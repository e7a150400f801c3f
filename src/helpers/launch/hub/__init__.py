"""What opens the course to a class, on one machine or a hub."""

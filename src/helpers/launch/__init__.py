"""What opening and building the course needs from inside the package."""

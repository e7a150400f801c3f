"""Published reference intervals."""

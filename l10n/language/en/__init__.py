"""What belongs to English alone."""

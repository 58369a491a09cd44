"""Commands that are killed at any moment: how they are, and what has to hold then."""

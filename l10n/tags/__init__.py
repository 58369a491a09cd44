"""Putting the tags of a source into its translation."""

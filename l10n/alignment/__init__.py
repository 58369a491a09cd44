"""Aligning: which texts of an article say what texts of its translation say."""

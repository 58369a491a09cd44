"""Branches of a desk with work of all kinds in them, and what has to hold once git joined them."""

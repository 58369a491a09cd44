"""The engine that drafts with Apertium's dictionaries and rules."""

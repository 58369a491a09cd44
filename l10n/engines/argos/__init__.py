"""The engine that drafts with the models of Argos Translate."""

"""The engine that drafts with the models of Firefox Translations."""

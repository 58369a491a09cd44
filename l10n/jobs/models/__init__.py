"""What `l10n models` does with models of every kind."""

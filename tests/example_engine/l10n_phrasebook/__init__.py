"""An engine for l10n that drafts with a newsroom's own table of ready translations."""

"""What all engines of models share: fetching packages, putting them in their place."""

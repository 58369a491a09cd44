"""Any bytes for each parser: what they begin as, what has to hold, a run that coverage leads."""

"""The steps, in the order in which the data flows; each a pure function."""

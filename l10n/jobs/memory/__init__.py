"""The jobs around the translation memory: looking into it, and what goes in and out by hand."""

"""XLIFF 1.2 and 2.1: what goes to translators' tools, and what comes back from them."""

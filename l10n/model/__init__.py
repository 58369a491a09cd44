"""The nouns: articles, segments, catalogs, workflows, versions; frozen, and without I/O."""

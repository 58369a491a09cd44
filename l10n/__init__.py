"""Translation of articles for newsrooms: segments, drafts, PO files, published versions.

The way of an article is the order of the rooms. `formats` takes it apart into blocks, `steps` cuts
them into segments and merges these with the catalog that `exchange` reads; `engines` draft what is
empty, `tags` and `glossary` put links, emphasis and terms where they belong; translators work on
the catalog; `checks` look at what came back, and `steps` splices it into the untouched source. The
nouns of all this stand in `model`, what belongs to a language in `language`, all that touches the
disk in `store` and the network in `net`. `desk` reads a workspace as its workflows say, `jobs` has
one module for each command, `cli` gives them a face. docs/architecture.md says why.
"""

__version__ = "0.1.0"

"""Terms proposed, held against what translators write, and exchanged with other tools."""

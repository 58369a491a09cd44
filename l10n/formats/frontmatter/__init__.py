"""Front matter of articles: YAML and TOML."""

"""Reports: what was found in catalogs, as text for people and for other programs."""

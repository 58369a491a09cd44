"""The preview of an article: source and target side by side, as one page for a browser."""

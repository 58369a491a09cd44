"""Sample sites, translated and built by the generators that articles are written for."""

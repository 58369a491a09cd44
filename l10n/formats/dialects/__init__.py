"""Dialects: what the systems that publish articles read in them beyond CommonMark and HTML."""

"""Talking to servers: requests with bounds, and the keys that they want."""

"""How a file takes the place of another: whole or not at all, over nothing that was saved since."""

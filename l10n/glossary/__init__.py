"""Terms: the file that holds them, how they are found, how a draft is made to keep them."""

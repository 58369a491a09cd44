"""TMX 1.4b (Translation Memory eXchange): the memories of other tools, read and written."""

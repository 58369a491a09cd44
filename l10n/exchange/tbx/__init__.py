"""TBX-Basic (TermBase eXchange, ISO 30042): the glossaries of other tools, read and written."""

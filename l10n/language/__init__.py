"""What belongs to a language: locales, sentences, names, inflection, labels; tables as data."""

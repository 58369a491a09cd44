"""The demonstration model uk→en: a grammar of news sentences, and the model trained on it."""

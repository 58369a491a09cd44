"""Where sentences begin: LanguageTool's SRX rules, and tables of our own for news."""

from l10n.language.sentences.finding import boundaries, sentences

__all__ = ["boundaries", "sentences"]

"""Code in articles: template languages, and markup that CommonMark does not know."""

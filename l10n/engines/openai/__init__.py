"""The engine that drafts with any server that speaks the OpenAI chat API."""

"""The engine that drafts with any sequence-to-sequence model in the format of CTranslate2."""

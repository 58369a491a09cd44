"""What drafts with models of CTranslate2, whatever they are packed in: a batch in, drafts out."""

"""Why a draft is refused or doubted, by family; pure, for any engine."""

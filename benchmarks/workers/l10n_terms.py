"""The tool's search for terms: a glossary is made ready, and each text is gone through."""

from collections.abc import Sequence

from loop import serve, worked

from l10n.glossary.finding import Finder
from l10n.glossary.terms import Glossary, Term

GIVEN: list[tuple[Glossary, Sequence[str], str]] = []


def start(terms: Sequence[str], texts: Sequence[str], source: str) -> dict[str, object]:
    glossary = Glossary(tuple(Term(term, "x") for term in terms))
    GIVEN.append((glossary, texts, source))
    return {}


def run() -> dict[str, object]:
    found = asked = 0

    def work() -> None:
        nonlocal found, asked
        glossary, texts, source = GIVEN[0]
        finder = Finder(glossary, source, "en" if source == "uk" else "uk")
        for text in texts:
            hits = finder.search(text)
            found += len(hits.sure)
            asked += len(hits.questions)

    return {"seconds": worked(work), "found": found, "asked": asked}


serve({"start": start, "run": run})

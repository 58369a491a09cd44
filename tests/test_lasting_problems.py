"""What is so for good is said once, and leaves nobody with a page that is never finished."""

from tests.conftest import WORKFLOW, Newsroom
from tests.structure import OTHERS_OFF
from tests.test_unchanged import settle

FINISHED = WORKFLOW.replace('"draft"', '"translated"') + OTHERS_OFF
PAGE = (
    '<html lang="uk"><head><link rel="canonical" href="https://example.org/a"><title>Рада</title>'
    "</head><body><p>Рада.</p></body></html>\n"
)


def test_an_address_of_the_page_itself_keeps_no_page_unfinished(newsroom: Newsroom) -> None:
    newsroom.workflow(FINISHED)
    path = newsroom.article("a.html", PAGE)
    assert "canonical" in newsroom.l10n("sync").out
    catalog = newsroom.catalog("a.html")
    catalog.write_text(
        catalog.read_text().replace("#, fuzzy\n", "").replace("⟦", "").replace("⟧", "")
    )
    assert "canonical" not in newsroom.l10n("publish").out
    status = newsroom.l10n("status").out
    assert "1 page is up to date, nothing to do" in status
    assert "canonical" not in status
    assert "canonical" in newsroom.l10n("status", path.name).out
    for _again in range(2):
        settle()
        newsroom.l10n("sync")
    settle()
    assert "canonical" not in newsroom.l10n("sync").out
    told = newsroom.l10n("status", "--json").json[0]["problems"]
    assert any("canonical" in problem["message"] for problem in told)

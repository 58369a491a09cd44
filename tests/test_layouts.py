"""Articles are where the workflow says, pages go where it says, and neither is the other."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.model.layout import Layout, layout_of
from l10n.model.paths import PRESETS, Paths
from l10n.store.workflow_file import load_workflow
from tests.conftest import WORKFLOW, Newsroom, Run

TARGETS = ("en", "de", "pt-BR")
PARTS = st.text(st.sampled_from("abщé-_. en"), min_size=1, max_size=8).map(
    lambda text: f"x{text.strip('. ')}"
)
NAMES = st.builds(
    lambda folders, stem, suffix: "/".join((*folders, f"{stem}{suffix}")),
    st.lists(PARTS | st.sampled_from(TARGETS), max_size=3),
    PARTS | st.sampled_from(("a.en", "b.uk", "c.pt-BR")),
    st.sampled_from((".md", ".html", ".txt")),
)


def paths_of(table: str, targets: str = '"en", "de", "pt-BR"') -> Paths:
    text = f'source = "uk"\ntargets = [{targets}]\narticles = ["**"]\n[paths]\n{table}\n'
    return load_workflow(Path("news.toml"), text).paths


def layout(table: str) -> Layout:
    text = f'source = "uk"\ntargets = {json.dumps(TARGETS)}\narticles = ["**"]\n[paths]\n{table}\n'
    return layout_of([load_workflow(Path("news.toml"), text)])


def refusal(table: str, targets: str = '"en", "de"') -> str:
    from l10n.errors import WorkflowError

    with pytest.raises(WorkflowError) as caught:
        paths_of(table, targets)
    assert caught.value.line is not None
    return f"{caught.value.message}; {caught.value.remedy}"


@pytest.mark.parametrize(
    ("table", "article", "page"),
    [
        ("", "articles/news/a.md", "published/en/news/a.md"),
        ('preset = "hugo-folders"', "content/uk/news/a.md", "content/en/news/a.md"),
        ('preset = "hugo-files"', "content/news/a.md", "content/news/a.en.md"),
        ('preset = "jekyll"', "_posts/news/a.md", "en/_posts/news/a.md"),
        (
            'preset = "docusaurus"',
            "docs/news/a.md",
            "i18n/en/docusaurus-plugin-content-docs/current/news/a.md",
        ),
        ('articles = "src"', "src/news/a.md", "published/en/news/a.md"),
        (
            'pages = "site/{folder}/{locale}-{stem}{suffix}"',
            "articles/news/a.md",
            "site/news/en-a.md",
        ),
    ],
)
def test_articles_and_pages_are_where_the_workflow_says(
    table: str, article: str, page: str
) -> None:
    found = layout(table)
    assert found.article("news/a.md") == article
    assert found.page("en", "news/a.md") == page


def test_an_article_named_for_its_language_has_pages_so_named() -> None:
    found = layout('preset = "hugo-files"')
    assert found.page("en", "a.uk.md") == "content/a.en.md"
    assert found.page("en", "uk.md") == "content/uk.en.md"
    assert not found.is_page("a.uk.md")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('pages = "../{locale}/{path}"', "without “.” and “..”"),
        ('pages = "/srv/{locale}/{path}"', "single slashes"),
        ('pages = ".git/{locale}/{path}"', "no name that begins with a dot"),
        ('pages = "site/.well-known/{locale}/{path}"', "no name that begins with a dot"),
        ('pages = ".l10n/{locale}/{path}"', "no name that begins with a dot"),
        ('pages = "catalogs/{locale}/{path}"', "the tool's own"),
        ('pages = "Records/{locale}/{path}"', "the tool's own"),
        ('pages = "versions/{locale}/{path}"', "the tool's own"),
        ('pages = "site\\\\{locale}/{path}"', "no backslashes"),
        ('pages = "site\\u200b/{locale}/{path}"', "no control characters"),
        ('pages = "published/{path}"', "several targets"),
        ('pages = "published/{locale}/{name}"', "no fields in braces but {locale}"),
        ('pages = "published/{locale/{path}"', "no fields in braces but {locale}"),
        ('pages = "published/{locale}/all.md"', "{stem}{suffix}"),
        ('pages = "published/{locale}/{stem}"', "{stem}{suffix}"),
        ('pages = "published/{locale}/{stem}.html"', "{stem}{suffix}"),
        ('pages = "published/{locale}/{stem}/{path}"', "{path} alone"),
        ('pages = "published/{locale}/{stem}{stem}{suffix}"', "once"),
        ('pages = "published/x{folder}/{locale}/{stem}{suffix}"', "alone between slashes"),
        ('pages = "{folder}/{stem}.{locale}{suffix}"', "before all else"),
        ('pages = "{path}"', "before all else"),
        ("pages = 3", "a text in quotes"),
        ('articles = "../articles"', "without “.” and “..”"),
        ('articles = "content/{locale}"', "without braces"),
        ('articles = "."', "without “.” and “..”"),
        ('articles = "catalogs"', "the tool's own"),
        ('preset = "hugo"', "hugo-folders"),
        ('page = "x"', "did you mean “pages”"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused(table: str, said: str) -> None:
    assert said in refusal(table)


def test_pages_in_the_place_of_their_articles_are_refused() -> None:
    assert "another place" in refusal('pages = "articles/{path}"', '"en"')
    both = 'articles = "content/en"\npages = "content/{locale}/{path}"'
    assert "another place" in refusal(both)


def test_one_target_needs_no_locale_in_the_pattern() -> None:
    assert paths_of('pages = "site/{path}"', '"en"').page("en", "a.md") == "site/a.md"


@given(st.sampled_from(sorted(PRESETS)), st.lists(NAMES, min_size=2, max_size=6, unique=True))
def test_no_page_is_an_article_and_none_is_that_of_another(preset: str, names: list[str]) -> None:
    found = layout(f'preset = "{preset}"')
    articles = [name for name in names if not found.is_page(name)]
    crowded = found.crowded((name, TARGETS) for name in articles)
    alone = [name for name in articles if name not in crowded]
    pages = {found.page(locale, name) for locale in TARGETS for name in alone}
    assert len(pages) == len(TARGETS) * len(alone)
    assert not pages & {found.article(name) for name in articles}
    for page in pages:
        inside = found.name(page)
        assert inside is None or found.is_page(inside)
        assert ".." not in page.split("/")


@given(st.sampled_from(sorted(PRESETS)), NAMES, NAMES)
def test_what_stands_beside_a_page_stays_below_its_folder(
    preset: str, article: str, file: str
) -> None:
    found = layout(f'preset = "{preset}"')
    place = found.beside("en", article, file)
    root = found.page_folder("en", article)
    assert place.startswith(f"{root}/")
    assert ".." not in place.split("/")


FIELDS = ("{locale}", "{path}", "{folder}", "{stem}", "{suffix}", "{x}")
PARTS_OF_PATTERNS = (
    *FIELDS,
    "a",
    "en",
    "uk",
    "site",
    "..",
    ".",
    "",
    ".git",
    "catalogs",
    "versions",
)
PIECES = st.sampled_from((*PARTS_OF_PATTERNS, "content", "articles", "-", ".md", "{", "}", "\\"))
PATTERNS = st.lists(st.lists(PIECES, max_size=3).map("".join), min_size=1, max_size=4).map("/".join)
FOLDERS = st.sampled_from(("content", "{locale}", "{folder}", "en", "x-{locale}", "uk"))
ENDS = st.sampled_from(
    ("{path}", "{stem}{suffix}", "{stem}.{locale}{suffix}", "{locale}-{stem}{suffix}")
)
LIKELY = st.builds(
    lambda folders, end: "/".join((*folders, end)), st.lists(FOLDERS, min_size=1, max_size=3), ENDS
)


@given(PATTERNS | FOLDERS, PATTERNS | LIKELY, st.lists(NAMES, min_size=1, max_size=5, unique=True))
def test_whatever_a_pattern_says_each_page_has_its_own_place(
    articles: str, pages: str, names: list[str]
) -> None:
    from l10n.errors import WorkflowError

    try:
        found = layout(f"articles = {json.dumps(articles)}\npages = {json.dumps(pages)}")
    except WorkflowError as error:
        assert error.line is not None
        return
    sources = [name for name in names if not found.is_page(name)]
    crowded = found.crowded((name, TARGETS) for name in sources)
    alone = [name for name in sources if name not in crowded]
    places = [found.page(locale, name) for locale in TARGETS for name in alone]
    assert len({*places}) == len(places)
    own = {*map(found.article, sources)}
    for place in places:
        parts = place.split("/")
        assert place not in own
        assert not {"", ".", "..", ".git", ".l10n"} & {*parts}
        assert parts[0] not in ("catalogs", "records", "versions", "workflows")
        inside = found.name(place)
        assert inside is None or found.is_page(inside)


@pytest.fixture
def site(newsroom: Newsroom) -> Newsroom:
    """A site of Hugo whose pages stand beside their sources."""
    newsroom.workflow(f'{WORKFLOW}\n[paths]\npreset = "hugo-files"\n')
    put(newsroom, "content/news/a.md", "---\ntitle: Рада\n---\n\nМіст ![вид](p.png) відкрили.\n")
    put(newsroom, "content/news/p.png", "picture")
    return newsroom


def put(newsroom: Newsroom, path: str, text: str) -> Path:
    place = newsroom.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    return place


def files(newsroom: Newsroom, folder: str) -> list[str]:
    """All files but those of the cache, which may come with any command."""
    root = newsroom.root
    found = (path.relative_to(root) for path in (root / folder).rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if path.parts[0] != ".l10n")


def test_pages_beside_their_sources_are_no_articles(site: Newsroom) -> None:
    assert site.l10n("sync").code == 0
    assert site.l10n("publish").code == 0
    assert files(site, "content") == [
        "content/news/a.en.md",
        "content/news/a.md",
        "content/news/p.png",
    ]
    before = files(site, ".")
    assert site.l10n("sync").code == 0
    assert "1 unchanged" in site.l10n("publish").out
    assert files(site, ".") == before
    assert files(site, "catalogs") == ["catalogs/en/news/a.md.po"]
    assert "#: content/news/a.md:2" in (site.root / "catalogs/en/news/a.md.po").read_text("utf-8")


def test_commands_name_files_by_their_places(site: Newsroom) -> None:
    put(site, "content/data.csv", "a,b")
    synced = site.l10n("sync").out
    assert "content/news/a.md → en" in synced
    assert "content/: 1 file is not read" in synced
    assert "content/news/a.en.md: version 1" in site.l10n("publish").out
    assert site.l10n("coverage", "content/news/a.md").code == 0
    (site.root / "content/news/a.md").unlink()
    gone = site.l10n("sync").out
    assert "content/news/a.en.md: its article is gone" in gone


def test_a_page_is_named_as_such_when_it_is_asked_for(site: Newsroom) -> None:
    site.l10n("sync")
    site.l10n("publish")
    answer = site.l10n("sync", "news/a.en.md")
    assert answer.code == 2
    assert "is a page" in answer.err
    assert site.l10n("rename", "news/a.md", "news/b.en.md").code == 2


def test_a_page_that_a_person_wrote_is_left_as_it_is(site: Newsroom) -> None:
    own = put(site, "content/news/a.en.md", "My own page.\n")
    site.l10n("sync")
    answer = site.l10n("publish")
    assert answer.code != 0
    assert "content/news/a.en.md: stands in the place of the page" in answer.err
    assert own.read_text("utf-8") == "My own page.\n"


def test_a_page_of_a_former_target_is_no_article(site: Newsroom) -> None:
    site.l10n("sync")
    site.l10n("publish")
    text = (site.root / "workflows/news.toml").read_text("utf-8")
    site.workflow(text.replace('targets = ["en"]', 'targets = ["de"]'))
    site.l10n("sync")
    assert files(site, "catalogs/de") == ["catalogs/de/news/a.md.po"]


def test_a_rename_takes_the_page_beside_the_source_along(site: Newsroom) -> None:
    site.l10n("sync")
    site.l10n("publish")
    assert site.l10n("rename", "news/a.md", "news/b.md").code == 0
    assert files(site, "content") == [
        "content/news/b.en.md",
        "content/news/b.md",
        "content/news/p.png",
    ]


def test_pages_in_a_folder_by_language_have_their_pictures(newsroom: Newsroom) -> None:
    newsroom.workflow(f'{WORKFLOW}\n[paths]\npreset = "hugo-folders"\n')
    put(newsroom, "content/uk/news/a.md", "Міст ![вид](../pictures/p.png) відкрили.\n")
    put(newsroom, "content/uk/pictures/p.png", "picture")
    assert newsroom.l10n("sync").code == 0
    assert newsroom.l10n("publish").code == 0
    assert files(newsroom, "content/en") == ["content/en/news/a.md", "content/en/pictures/p.png"]
    (newsroom.root / "content/uk/news/a.md").write_text("Міст відкрили.\n", "utf-8")
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    assert files(newsroom, "content") == [
        "content/en/news/a.md",
        "content/uk/news/a.md",
        "content/uk/pictures/p.png",
    ]


def test_two_folders_of_articles_are_refused(newsroom: Newsroom) -> None:
    put(newsroom, "workflows/other.toml", f'{WORKFLOW}\n[paths]\narticles = "src"\n')
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert "workflows/other.toml:" in answer.err


def test_a_page_never_takes_the_place_of_its_article(site: Newsroom) -> None:
    text = (site.root / "workflows/news.toml").read_text("utf-8")
    site.workflow(text.replace('targets = ["en"]', 'targets = ["en", "uk"]'))
    own = put(site, "content/news/b.uk.md", "---\nlang: en\n---\n\nA bridge.\n")
    before = own.read_bytes()
    site.l10n("sync")
    answer = site.l10n("publish", "--replace-edited")
    assert answer.code == 3
    assert "content/news/b.uk.md" in answer.err
    assert own.read_bytes() == before


@pytest.mark.parametrize("locale", ["uk", "catalogs", "workflows"])
def test_a_record_of_any_locale_touches_no_article(newsroom: Newsroom, locale: str) -> None:
    newsroom.workflow(f'{WORKFLOW}\n[paths]\npreset = "hugo-folders"\n')
    article = put(newsroom, "content/uk/a.md", "Міст відкрили.\n")
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    record = newsroom.root / "versions/en/a.md.versions.jsonl"
    put(newsroom, f"versions/{locale}/a.md.versions.jsonl", record.read_text("utf-8"))
    before = article.read_bytes(), files(newsroom, "catalogs"), files(newsroom, "workflows")
    newsroom.l10n("retract", "a.md", "--reason", "wrong")
    newsroom.l10n("rollback", "a.md", "1", "--locale", locale, "--reason", "wrong")
    newsroom.l10n("publish", "--replace-edited")
    assert (
        article.read_bytes(),
        files(newsroom, "catalogs"),
        files(newsroom, "workflows"),
    ) == before


def test_two_articles_on_one_page_are_refused(newsroom: Newsroom) -> None:
    pattern = 'pages = "site/{locale}/{stem}{suffix}"'
    newsroom.workflow(f"{WORKFLOW}\n[paths]\n{pattern}\n")
    newsroom.article("news/a.md", "Перша.\n")
    newsroom.article("sport/a.md", "Друга.\n")
    newsroom.article("b.md", "Третя.\n")
    newsroom.l10n("sync")
    answer = newsroom.l10n("publish")
    assert answer.code == 3
    assert "articles/sport/a.md" in answer.err
    assert "articles/news/a.md" in answer.err
    assert files(newsroom, "site") == ["site/en/b.md"]


def test_links_between_pages_beside_sources_lead_to_pages(newsroom: Newsroom) -> None:
    paths = 'pages = "articles/{folder}/{stem}.{locale}{suffix}"'
    newsroom.workflow(f'{WORKFLOW}links = "relink"\n\n[paths]\n{paths}\n')
    newsroom.article("news/a.md", "[Міст](b.md) ![вид](p.png)\n")
    newsroom.article("news/b.md", "Відкрили.\n")
    newsroom.article("news/p.png", "picture")
    newsroom.l10n("sync")
    assert newsroom.l10n("publish").code == 0
    page = (newsroom.root / "articles/news/a.en.md").read_text("utf-8")
    assert "](b.en.md)" in page
    assert "](p.png)" in page


@pytest.mark.parametrize(
    ("sign", "folder", "preset"),
    [
        ("hugo.toml", "content/uk", "hugo-folders"),
        ("hugo.toml", "content", "hugo-files"),
        ("_config.yml", "_posts", "jekyll"),
        ("docusaurus.config.js", "docs", "docusaurus"),
        ("hugo.toml", "posts", ""),
    ],
)
def test_a_workspace_is_laid_out_in_a_site(
    tmp_path: Path, run: Run, sign: str, folder: str, preset: str
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / sign).write_text("", "utf-8")
    told = run("init", at=tmp_path).out
    assert (f'preset = "{preset}"' in told) if preset else ("preset" not in told)
    if preset:
        (tmp_path / "workflows/news.toml").unlink()
        (tmp_path / "articles").rmdir()
        (tmp_path / "published").rmdir()
        assert f"put articles into {folder}/" in run("init", "--preset", preset, at=tmp_path).out
        assert not (tmp_path / "articles").exists()
        assert not (tmp_path / "published").exists()
        assert run("status", at=tmp_path).code == 0

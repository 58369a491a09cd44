"""Pages name their counterparts in all languages, and each of these names them too."""

import re
from pathlib import Path

import pytest

from l10n.formats.counterparts import exchanged, links, listed
from l10n.store.workflow_file import load_workflow
from tests.conftest import WORKFLOW, Newsroom

PAGE = """\
<!doctype html>
<html lang="uk"><head><title>Рада</title>
<link rel="canonical" href="https://news.example/rada.html">
<link rel="alternate" hreflang="en" href="https://old.example/en.html">
<link rel="alternate" type="application/rss+xml" href="https://news.example/rss">
<meta property="og:url" content="https://news.example/rada.html">
</head><body><p>Рада ухвалила бюджет.</p></body></html>
"""
SITE = """
[site]
url = "https://news.example"
originals = "{folder}/{stem}.html"
"""
LIST = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    newsroom.workflow(WORKFLOW.replace('["en"]', '["en", "de"]') + SITE)
    newsroom.article("news/rada.html", PAGE)
    return newsroom


def page(newsroom: Newsroom, locale: str, name: str = "news/rada.html") -> str:
    return (newsroom.root / "published" / locale / name).read_text("utf-8")


def named(newsroom: Newsroom, locale: str) -> dict[str, str]:
    return dict(LIST.findall(page(newsroom, locale)))


def test_all_pages_of_an_article_name_one_another(desk: Newsroom) -> None:
    desk.l10n("sync")
    assert desk.l10n("publish").code == 0
    expected = {
        "uk": "https://news.example/news/rada.html",
        "en": "https://news.example/en/news/rada.html",
        "de": "https://news.example/de/news/rada.html",
        "x-default": "https://news.example/news/rada.html",
    }
    assert named(desk, "en") == named(desk, "de") == expected


def test_a_page_says_its_own_address(desk: Newsroom) -> None:
    desk.l10n("sync")
    desk.l10n("publish")
    text = page(desk, "en")
    assert '<link rel="canonical" href="https://news.example/en/news/rada.html">' in text
    assert '<meta property="og:url" content="https://news.example/en/news/rada.html">' in text
    assert "old.example" not in text
    assert 'type="application/rss+xml"' in text
    assert "has to be set by hand" not in desk.l10n("sync").out


def test_a_page_is_told_of_one_that_comes_later(desk: Newsroom) -> None:
    desk.l10n("sync")
    desk.l10n("publish", "--locale", "en")
    assert "de" not in named(desk, "en")
    answer = desk.l10n("publish", "--locale", "de")
    assert answer.code == 0
    assert "published/en/news/rada.html: version 2" in answer.out
    assert named(desk, "en") == named(desk, "de")
    assert {"en", "de", "uk"} < {*named(desk, "en")}


def test_a_second_publish_has_nothing_to_do(desk: Newsroom) -> None:
    desk.l10n("sync")
    desk.l10n("publish", "--locale", "en")
    desk.l10n("publish", "--locale", "de")
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    answer = desk.l10n("publish")
    assert answer.code == 0
    assert "2 unchanged" in answer.out
    kept = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    assert {path for path in kept if kept[path] != before.get(path)} <= {
        path for path in kept if ".l10n" in path.parts
    }


def test_a_page_that_is_not_there_is_not_named(desk: Newsroom) -> None:
    desk.l10n("sync")
    text = (desk.root / "workflows/news.toml").read_text("utf-8")
    desk.workflow(text.replace('require = "draft"', 'require = "translated"'))
    catalog = desk.root / "catalogs/en/news/rada.html.po"
    catalog.write_text(catalog.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    desk.l10n("publish")
    assert "de" not in named(desk, "en")


def test_a_page_changed_by_hand_is_told_and_stays(desk: Newsroom) -> None:
    desk.l10n("sync")
    desk.l10n("publish", "--locale", "en")
    path = desk.root / "published/en/news/rada.html"
    path.write_text(path.read_text("utf-8") + "<!-- by hand -->\n", "utf-8")
    changed = path.read_text("utf-8")
    answer = desk.l10n("publish", "--locale", "de")
    assert answer.code == 1
    assert "published/en/news/rada.html: was changed by hand" in answer.err
    assert path.read_text("utf-8") == changed


def test_markdown_lists_counterparts_where_a_field_is_named(newsroom: Newsroom) -> None:
    newsroom.workflow(
        WORKFLOW + SITE.replace(".html", "/") + 'alternates = "languages"\n'
        'pages = "{locale}/{folder}/{stem}/"\n'
    )
    newsroom.article("news/a.md", "---\ntitle: Рада\n---\n\nМіст відкрили.\n")
    newsroom.article("news/b.md", "+++\ntitle = 'Рада'\n+++\n\nМіст відкрили.\n")
    newsroom.article("c.md", "Міст відкрили.\n")
    newsroom.l10n("sync")
    assert newsroom.l10n("publish").code == 0
    assert page(newsroom, "en", "news/a.md").startswith(
        '---\nlanguages: [{"lang": "uk", "url": "https://news.example/news/a/"}, '
        '{"lang": "en", "url": "https://news.example/en/news/a/"}, '
    )
    assert page(newsroom, "en", "news/b.md").startswith(
        '+++\nlanguages = [{lang = "uk", url = "https://news.example/news/b/"}, '
    )
    assert page(newsroom, "en", "c.md").startswith("---\nlanguages: [")
    assert "3 unchanged" in newsroom.l10n("publish").out


def test_an_article_with_an_address_of_its_own_names_none(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW + SITE + 'alternates = "languages"\n')
    newsroom.article("a.md", "---\nslug: rada\ntitle: Рада\n---\n\nМіст.\n")
    assert "says its own `slug`" in newsroom.l10n("sync").out
    newsroom.l10n("publish")
    assert "languages" not in page(newsroom, "en", "a.md")


def test_a_post_with_another_date_in_it_names_none(newsroom: Newsroom) -> None:
    paths = '[paths]\npreset = "jekyll"\n'
    site = '[site]\nurl = "https://news.example"\nalternates = "languages"\n'
    newsroom.workflow(f"{WORKFLOW}\n{paths}{site}")
    for day in (1, 2):
        path = newsroom.root / f"_posts/2026-01-0{day}-a.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text("---\ntitle: Рада\ndate: 2026-01-01 10:00\n---\n\nМіст.\n", "utf-8")
    assert "_posts/2026-01-02-a.md:3: its `date` is another" in newsroom.l10n("sync").out
    newsroom.l10n("publish")
    pages = [
        (newsroom.root / f"en/_posts/2026-01-0{day}-a.md").read_text("utf-8") for day in (1, 2)
    ]
    assert ["languages" in page for page in pages] == [True, False]


@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        ("title: x\n", "catalogs/, versions/, workflows/"),
        ("exclude: [catalogs/, 'v*', workflows]\n", "records/"),
        ("exclude: [catalogs, records, versions, workflows]\n", ""),
        ("exclude: {{\n", "versions/"),
    ],
)
def test_what_jekyll_would_deploy_is_told(
    newsroom: Newsroom, configuration: str, said: str
) -> None:
    newsroom.workflow(f'{WORKFLOW}\n[paths]\npreset = "jekyll"\n')
    path = newsroom.root / "_posts/2026-01-01-a.md"
    path.parent.mkdir()
    path.write_text("Міст.\n", "utf-8")
    (newsroom.root / "_config.yml").write_text(configuration, "utf-8")
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    answer = newsroom.l10n("publish")
    assert (answer.code, "Jekyll would deploy" in answer.err) == ((5, True) if said else (0, False))
    assert all(folder in answer.err for folder in said.split(", "))


def test_a_field_of_the_article_is_never_replaced(newsroom: Newsroom) -> None:
    newsroom.workflow(WORKFLOW + SITE + 'alternates = "languages"\n')
    newsroom.article("a.md", "---\nlanguages: [uk]\ntitle: Рада\n---\n\nМіст.\n")
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    assert page(newsroom, "en", "a.md").count("languages") == 1


def test_an_article_is_no_counterpart_of_itself(newsroom: Newsroom) -> None:
    both = WORKFLOW.replace('["en"]', '["en", "uk"]')
    newsroom.workflow(f'{both}\n[site]\nurl = "https://news.example"\n')
    newsroom.article("news/rada.html", PAGE)
    newsroom.l10n("sync")
    assert newsroom.l10n("publish").code == 0
    assert named(newsroom, "en") == {"en": "https://news.example/en/news/rada.html"}
    assert newsroom.l10n("log", "news/rada.html").out.count("version 2") == 0


def test_without_a_site_nothing_is_said(newsroom: Newsroom) -> None:
    newsroom.article("rada.html", PAGE)
    newsroom.l10n("sync")
    newsroom.l10n("publish")
    assert "old.example" in page(newsroom, "en", "rada.html")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('url = "news.example"', "the address of a site"),
        ('url = "https://a:b@news.example"', "the address of a site"),
        ('url = "javascript:alert(1)"', "the address of a site"),
        ('url = "https://news.example/\\"><script>"', "the address of a site"),
        ('url = "https://news.example?x"', "the address of a site"),
        ('url = "https://news.example"\npages = "{stem}/"', "several targets"),
        ('url = "https://news.example"\npages = "{locale}/all"', "each article has its own"),
        ('url = "https://news.example"\npages = "/{locale}/{stem}"', "below that of the site"),
        ('url = "https://news.example"\nalternates = "a b"', "the name of a field"),
        ('url = "https://news.example"\nfeed = "../{locale}/feed.xml"', "without “.” and “..”"),
        ('url = "https://news.example"\nfeed = "feed.xml"', "in a folder"),
        ('url = "https://news.example"\nfeed = "articles/{locale}.md"', ".xml or .atom"),
        ("feed = true", "needs the address of the site"),
    ],
)
def test_a_site_that_cannot_be_is_refused(table: str, said: str) -> None:
    from l10n.errors import WorkflowError

    text = f'source = "uk"\ntargets = ["en", "de"]\narticles = ["**"]\n[site]\n{table}\n'
    with pytest.raises(WorkflowError) as caught:
        load_workflow(Path("news.toml"), text)
    assert said in f"{caught.value.message} {caught.value.remedy}"


@pytest.mark.parametrize(
    ("preset", "name", "url"),
    [
        ("hugo-files", "news/a.md", "en/news/a/"),
        ("hugo-folders", "news/_index.md", "en/news/"),
        (
            "hugo-folders",
            "news/кава і чай.md",
            "en/news/%D0%BA%D0%B0%D0%B2%D0%B0-%D1%96-%D1%87%D0%B0%D0%B9/",
        ),
        ("hugo-files", "News/Big  Name, new.md", "en/news/big--name-new/"),
        ("jekyll", "2026-01-31-river.md", "en/2026/01/31/river.html"),
        ("jekyll", "river.md", ""),
        ("docusaurus", "guide/index.md", "en/docs/guide/"),
        ("docusaurus", "guide/steps.mdx", "en/docs/guide/steps"),
    ],
)
def test_addresses_are_those_of_the_system(preset: str, name: str, url: str) -> None:
    text = f"""
source = "uk"
targets = ["en"]
articles = ["**"]
[paths]
preset = "{preset}"
[site]
url = "https://news.example/"
"""
    site = load_workflow(Path("news.toml"), text).site
    assert site.page_url("en", name, "uk") == (f"https://news.example/{url}" if url else "")


def test_a_list_is_exchanged_only_where_it_stands_once() -> None:
    before, after = (("en", "https://a.example/?x=1&y=2"),), (("de", "https://b.example/"),)
    assert exchanged(f"a {links(before)} b", before, after) == f"a {links(after)} b"
    toml = f"a {listed(before, 'toml')} b"
    assert exchanged(toml, before, after) == f"a {listed(after, 'toml')} b"
    assert exchanged("a b", before, after) is None
    assert exchanged(links(before) * 2, before, after) is None


def test_a_page_that_is_taken_back_is_named_no_more(desk: Newsroom) -> None:
    desk.l10n("sync")
    desk.l10n("publish")
    answer = desk.l10n("retract", "news/rada.html", "--locale", "de", "--reason", "wrong")
    assert answer.code == 0, answer.err
    assert "de" not in named(desk, "en")
    assert "published/en/news/rada.html: version 2" in answer.out
    desk.l10n("publish")
    assert "de" not in named(desk, "en")
    desk.l10n("rollback", "news/rada.html", "1", "--locale", "de", "--reason", "right")
    assert {"en", "de"} < {*named(desk, "en")}
    assert named(desk, "en") == named(desk, "de")


def test_a_page_that_was_set_back_stays_so_when_another_goes(desk: Newsroom) -> None:
    desk.l10n("sync")
    desk.l10n("publish")
    first = "бюджет"
    desk.article("news/rada.html", PAGE.replace(first, "закон"))
    desk.l10n("sync")
    desk.l10n("publish")
    desk.l10n("rollback", "news/rada.html", "--locale", "en", "--reason", "wrong")
    back = page(desk, "en")
    desk.l10n("retract", "news/rada.html", "--locale", "de", "--reason", "wrong")
    assert "de" not in named(desk, "en")
    desk.l10n("publish")
    body = back[back.index("<body") :]
    assert page(desk, "en").endswith(body)


def test_setting_back_goes_to_another_text_not_another_list(desk: Newsroom) -> None:
    desk.l10n("sync")
    desk.l10n("publish", "--locale", "en")
    first = page(desk, "en")
    desk.article("news/rada.html", PAGE.replace("бюджет", "закон"))
    desk.l10n("sync")
    desk.l10n("publish", "--locale", "en")
    desk.l10n("publish", "--locale", "de")
    assert "de" in named(desk, "en")
    answer = desk.l10n("rollback", "news/rada.html", "--locale", "en", "--reason", "wrong")
    assert answer.code == 0, answer.err
    assert page(desk, "en").endswith(first[first.index("<body") :])

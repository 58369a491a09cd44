"""The table `[memory]` of a workflow: what it settles, and each mistake in its place."""

from pathlib import Path

import pytest

from l10n.errors import WorkflowError
from l10n.model.memory_settings import MemorySettings, Penalties
from l10n.store.workflow_file import load_workflow

PATH = Path("workflows/news.toml")
LEAST = 'source = "uk"\ntargets = ["en"]\narticles = ["news/**"]\n'


def _settings(text: str) -> MemorySettings:
    return load_workflow(PATH, LEAST + text).memory


def _refused(text: str) -> WorkflowError:
    with pytest.raises(WorkflowError) as caught:
        load_workflow(PATH, LEAST + text)
    assert caught.value.path == PATH
    assert caught.value.remedy
    return caught.value


def test_without_a_table_the_memory_is_used_as_it_comes() -> None:
    assert _settings("") == MemorySettings()
    assert MemorySettings().use
    assert MemorySettings().least == 75
    assert MemorySettings().in_context == "draft"


def test_every_key_of_the_table_is_taken() -> None:
    text = (
        '[memory]\nuse = false\nfiles = ["memory/*.tmx", "old/**/*.csv"]\n'
        'url = "postgresql://desk@db.example.org:5433/memory"\nname = "kyiv"\nleast = 80\n'
        'in_context = "translated"\n'
        "[memory.penalty]\nother_desk = 0\nother_role = 7\nimported = 8\nmachine = 100\n"
    )
    assert _settings(text) == MemorySettings(
        use=False,
        files=("memory/*.tmx", "old/**/*.csv"),
        url="postgresql://desk@db.example.org:5433/memory",
        name="kyiv",
        least=80,
        in_context="translated",
        penalties=Penalties(other_desk=0, other_role=7, imported=8, machine=100),
    )


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("use = 1", "memory.use"),
        ('files = "memory/**"', "memory.files"),
        ('files = ["memory/**", "memory/**"]', "memory.files"),
        ('files = ["../**"]', "memory.files"),
        ('files = ["/tmp/*.tmx"]', "memory.files"),
        ('files = [".git/**"]', "memory.files"),
        ('files = ["**/*.tmx"]', "memory.files"),
        ('files = ["memory/old.po"]', "memory.files"),
        ('files = ["memory\\\\old.tmx"]', "memory.files"),
        ('url = "https://example.org"', "memory.url"),
        ('url = "postgresql://host:port/db"', "memory.url"),
        ("url = 5", "memory.url"),
        ('name = "two\\nlines"', "memory.name"),
        ("least = 49", "memory.least"),
        ("least = 101", "memory.least"),
        ("least = 80.0", "memory.least"),
        ("least = true", "memory.least"),
        ('in_context = "approved"', "memory.in_context"),
        ("lest = 80", "memory.lest"),
    ],
)
def test_a_mistake_is_named_with_key_and_line(line: str, key: str) -> None:
    error = _refused(f"[memory]\n{line}\n")
    assert key in error.message
    assert error.line == 5


@pytest.mark.parametrize("value", ["-1", "101", '"3"', "1.5"])
def test_a_penalty_is_a_percentage(value: str) -> None:
    error = _refused(f"[memory.penalty]\nmachine = {value}\n")
    assert "memory.penalty.machine" in error.message
    assert (error.line, "0" in str(error.remedy)) == (5, True)


def test_a_penalty_that_nobody_knows_is_named() -> None:
    error = _refused("[memory.penalty]\nmachines = 3\n")
    assert "memory.penalty.machines" in error.message
    assert "machine" in str(error.remedy)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://desk:secret@host/db",
        "postgresql://desk:@host/db",
        "postgresql://host/db?password=secret",
        "postgresql://host/db?PASSWORD=secret",
    ],
)
def test_a_password_in_a_workflow_is_refused_and_not_shown(url: str) -> None:
    error = _refused(f'[memory]\nname = "kyiv"\nurl = "{url}"\n')
    assert error.code == "L10N-WF-080"
    assert "secret" not in str(error)


def test_an_address_with_a_password_that_is_none_is_not_shown() -> None:
    assert "secret" not in str(_refused('[memory]\nurl = "mysql://desk:secret@host/db"\n'))


def test_a_shared_memory_needs_a_name_for_the_workspace() -> None:
    error = _refused('[memory]\nurl = "postgresql://host/db"\n')
    assert (error.code, error.line) == ("L10N-WF-081", 5)


def test_pages_may_not_be_put_among_the_files_of_the_memory() -> None:
    error = _refused('[paths]\npages = "memory/{locale}/{path}"\n')
    assert "memory/" in str(error.remedy)

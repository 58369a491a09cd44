"""JUnit XML: a suite for each catalog, a test case for each finding in it.

The form is that of Apache Ant's JUnit task, as Jenkins, GitLab and others read it; its schema is
the `junit-10.xsd` of the xUnit plug-in of Jenkins.
"""

from collections import defaultdict
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from l10n.lines import printable, printable_lines
from l10n.messages import _
from l10n.reports.report import Level, Report, Reported, Row


def junit(report: Report) -> str:
    """A report as JUnit XML: errors are failures, warnings and hints stand in the output.

    What the gate refused is a failure, and what could not be read an error, of a suite of its own.
    """
    grouped: dict[str, list[Reported]] = defaultdict(list)
    for each in report.loud:
        grouped[each.catalog].append(each)
    root = Element("testsuites", name=f"l10n: {printable(report.title)}")
    for row in report.rows:
        _suite(root, row, grouped.get(row.catalog, ()))
    _faults(root, _("gate"), "failure", report.failures)
    _faults(root, _("files"), "error", report.problems)
    for kind in ("tests", "failures", "errors"):
        root.set(kind, str(sum(int(suite.get(kind, "0")) for suite in root)))
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: Element, row: Row, findings: Sequence[Reported]) -> None:
    suite = SubElement(root, "testsuite", name=printable(row.catalog))
    failures = 0
    for each in findings:
        name = f"{each.catalog_line}: {each.message} [{each.check}]"
        case = _case(suite, row.catalog, name)
        words = printable_lines(f"{each.source}\n{each.target}")
        if each.level is Level.ERROR:
            failures += 1
            failure = SubElement(case, "failure", type=each.check, message=printable(each.message))
            failure.text = words
        else:
            SubElement(case, "system-out").text = f"{each.level.value}\n{words}"
    if not failures:
        _case(suite, row.catalog, _("no errors"))
    _counts(suite, failures=failures)


def _faults(root: Element, name: str, kind: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    suite = SubElement(root, "testsuite", name=name)
    for line in lines:
        SubElement(_case(suite, name, line), kind, type=name, message=printable(line))
    _counts(suite, **{f"{kind}s": len(lines)})


def _case(suite: Element, group: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=printable(group), name=printable(name))


def _counts(suite: Element, *, failures: int = 0, errors: int = 0) -> None:
    counts = {"tests": len(suite), "failures": failures, "errors": errors}
    for name, number in counts.items():
        suite.set(name, str(number))

"""Fingerprints: names of findings that stay the same while lines move."""

import hashlib
import json

from l10n.reports.report import Reported


def fingerprint(found: Reported) -> str:
    """Name a finding by what was found and where: SHA-256, in hexadecimal, of a JSON array.

    The line is left out, so that an insertion above makes no new findings of old ones.
    """
    value = [found.article, found.locale, found.check, found.message, found.source, found.target]
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()

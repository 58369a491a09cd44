"""Hugging Face: what a repository of models says of itself, at one of its states.

What is asked is documented at https://huggingface.co/docs/hub/api: the list of files with sizes and
checksums, and what the card of the model says of its licence.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from l10n.dataclass import dataclass
from l10n.engines.packages.download import fetch_document
from l10n.engines.packages.parts import Digest, Remote
from l10n.errors import ModelError, UsageError
from l10n.messages import _
from l10n.net.answers import json_value, shown_words
from l10n.net.download import PATIENCE, Patience, StatusError, Wanted
from l10n.net.keys import Key, borrowed_key, key_for
from l10n.net.origin import origin, public_address
from l10n.net.secrets import NO_SECRETS, Secrets
from l10n.net.waiting import LONGEST_ASKED
from l10n.regex import regex

PREFIX = "hf:"
MAIN = "main"
"""The branch that is meant where none is named."""
HUB = "https://huggingface.co"
ENDPOINT = "HF_ENDPOINT"
"""The variable that names a mirror, as for Hugging Face's own tools."""
MAX_ANSWER = 8_000_000
"""Bytes of what a repository says of itself; one of a thousand files has 200 kB."""
MAX_FILES = 10_000
_PART = regex(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!\.)){0,95}")
_REVISION = regex(r"[A-Za-z0-9](?:[A-Za-z0-9_+-]|[./](?![./])){0,199}")
COMMIT = regex(r"[0-9a-f]{40}")
_SHA256 = regex(r"[0-9a-f]{64}")
_FILE = regex(r"[A-Za-z0-9_](?:[A-Za-z0-9_+-]|\.(?!\.)){0,199}")
"""A file that may become one on any disk; those in folders are no part of a model."""
_RETURNED = frozenset((401, 403))


@dataclass(frozen=True, slots=True)
class HubName:
    """A repository and one of its states: `hf:owner/name@revision`."""

    owner: str
    name: str
    revision: str = MAIN

    @property
    def repository(self) -> str:
        """As its address has it: `owner/name`."""
        return f"{self.owner}/{self.name}"

    @property
    def origin(self) -> str:
        """As descriptions and commands name it, without its state."""
        return f"{PREFIX}{self.repository}"


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file of a repository."""

    name: str
    size: int
    """Bytes."""
    digest: Digest


@dataclass(frozen=True, slots=True)
class HubModel:
    """A repository at one commit."""

    name: HubName
    commit: str
    licence: str
    """As its card names it, `cc-by-4.0`; empty if it says nothing."""
    gated: bool
    """True if its owner decides who may have its files."""
    languages: tuple[str, ...]
    files: Mapping[str, HubFile]
    """By name, those in its main folder that can be installed."""


def hub_name(text: str) -> HubName:
    """Read `hf:owner/name@revision`; raises UsageError."""
    repository, _mark, revision = text.removeprefix(PREFIX).partition("@")
    owner, _slash, name = repository.partition("/")
    good = _PART.fullmatch(owner) and _PART.fullmatch(name)
    if not good or not _REVISION.fullmatch(revision or MAIN) or text.endswith("@"):
        raise UsageError(
            _("“{text}” names no repository of Hugging Face").format(text=text[:200]),
            code="USE-120",
            remedy=_("write it as {example}").format(example="hf:owner/name@revision"),
        )
    return HubName(owner, name, revision or MAIN)


class Hub:
    """Hugging Face, or a mirror of it."""

    def __init__(
        self, *, patience: Patience = PATIENCE, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Find address and key in the environment; raises ModelError, EngineError."""
        self._sleep = sleep
        self.url = (os.environ.get(ENDPOINT, "").strip() or HUB).rstrip("/")
        self._patience = patience
        try:
            origin(self.url)
        except ValueError:
            raise ModelError(
                _("{name} is not the address of a server").format(name=ENDPOINT),
                code="MOD-029",
                remedy=_("write it as {example}, or unset it").format(example=HUB),
            ) from None
        # Their own tools send HF_TOKEN to whatever address HF_ENDPOINT names.
        self._own = key_for("huggingface", self.url) or borrowed_key("HF_TOKEN", HUB, self.url)
        self.key: Key | None = None
        """Sent only once the server has asked for it."""

    def model(self, name: HubName) -> HubModel:
        """What a repository says of itself; raises ModelError."""
        path = f"api/models/{name.repository}/revision/{quote(name.revision, safe='')}"
        url = f"{self.url}/{path}"
        try:
            answer = json_value(self._document(f"{url}?blobs=true", name), self.secrets())
        except (ValueError, RecursionError):
            answer = None
        return self._read(name, answer)

    def unlocked(self) -> bool:
        """True if there is a key that has not been sent yet, and is from now on."""
        if self._own is None or self.key is not None:
            return False
        self.key = self._own
        return True

    def remote(self, model: HubModel, file: HubFile) -> Remote:
        """Where a file of a repository is, at the commit that was found."""
        path = f"{model.name.repository}/resolve/{model.commit}/{quote(file.name)}"
        return Remote(f"{self.url}/{path}", file.size, file.digest, key=self.key)

    def secrets(self) -> Secrets:
        """What may be seen nowhere."""
        return NO_SECRETS if self._own is None else Secrets([self._own.secret()])

    def refused(self, name: HubName, error: StatusError, *, gated: bool = False) -> ModelError:
        """What it means that a repository, or a file of it, is not given out."""
        where = public_address(self.url)
        if error.status == 404 or (error.status == 401 and self.key is None and not gated):
            return ModelError(
                _("{server} has no {name} at {revision} that everybody may see").format(
                    server=where, name=name.repository, revision=name.revision
                ),
                code="MOD-030",
                remedy=_("look at the name and the revision; one that is private needs a key"),
            )
        if error.status in _RETURNED:
            return ModelError(
                _("{server} does not let you have {name}").format(
                    server=where, name=name.repository
                ),
                code="MOD-031",
                remedy=_("ask for it on its page ({page}), and set a key as docs say").format(
                    page=f"{where}/{name.repository}"
                ),
            )
        return error

    def _document(self, url: str, name: HubName) -> bytes:
        waited = 0.0
        while True:
            try:
                wanted = Wanted(url, MAX_ANSWER, key=self.key)
                return fetch_document(wanted, patience=self._patience)
            except StatusError as error:
                if error.status in (*_RETURNED, 429) and self.unlocked():
                    continue
                # One that says when to come back means it.
                if error.status in (429, 503) and error.retry_after is not None:
                    waited += max(error.retry_after, 1.0)
                    if waited <= LONGEST_ASKED:
                        self._sleep(max(error.retry_after, 1.0))
                        continue
                raise self.refused(name, error) from error

    def _read(self, name: HubName, answer: object) -> HubModel:
        siblings = answer.get("siblings") if isinstance(answer, dict) else None
        commit = answer.get("sha") if isinstance(answer, dict) else None
        sound = isinstance(commit, str) and COMMIT.fullmatch(commit)
        if not isinstance(answer, dict) or not isinstance(siblings, list) or not sound:
            raise self._odd(name, _("it does not list its files"))
        if len(siblings) > MAX_FILES:
            raise self._odd(name, _("it holds more than {limit} files").format(limit=MAX_FILES))
        if COMMIT.fullmatch(name.revision) and commit != name.revision:
            raise self._odd(name, _("it gives another state than was asked for"))
        card = answer.get("cardData")
        card = card if isinstance(card, dict) else {}
        files: dict[str, HubFile] = {}
        for file in filter(None, map(_file, siblings)):
            if file.name in files:
                raise self._odd(name, _("{name} is in it twice").format(name=file.name))
            files[file.name] = file
        return HubModel(
            name=name,
            commit=str(commit),
            licence=shown_words(_licence(card, answer.get("tags")), self.secrets()),
            gated=bool(answer.get("gated")),
            languages=tuple(_texts(card.get("language"))),
            files=files,
        )

    def _odd(self, name: HubName, why: str) -> ModelError:
        return ModelError(
            _("{server} says of {name} what cannot be used: {why}").format(
                server=public_address(self.url), name=name.repository, why=why
            ),
            code="MOD-032",
            remedy=_("look at the name, and at HF_ENDPOINT if it is set"),
        )


def _file(sibling: object) -> HubFile | None:
    """A file that may be installed; None for one in a folder, or without size and checksum."""
    if not isinstance(sibling, dict):
        return None
    name, size, lfs = sibling.get("rfilename"), sibling.get("size"), sibling.get("lfs")
    if not isinstance(name, str) or not _FILE.fullmatch(name) or type(size) is not int or size < 0:
        return None
    if isinstance(lfs, dict):
        sha256 = lfs.get("sha256")
        if isinstance(sha256, str) and _SHA256.fullmatch(sha256):
            return HubFile(name, size, Digest("sha256", sha256))
        return None
    blob = sibling.get("blobId")
    if isinstance(blob, str) and COMMIT.fullmatch(blob):
        return HubFile(name, size, Digest("git", blob))
    return None


def _licence(card: Mapping[str, object], tags: object) -> str:
    """What a card says: the licence's name, or the one that it gives where it is its own."""
    found = list(_texts(card.get("license")))
    if not found:
        found = [tag.removeprefix("license:") for tag in _texts(tags) if tag.startswith("license:")]
    if found == ["other"] or not found:
        found = list(_texts(card.get("license_name"))) or found
    # What says that it says nothing.
    return "" if found in (["other"], ["unknown"]) else ", ".join(found)


def _texts(value: object) -> Iterator[str]:
    """A text, or the texts of a list, as far as they are short."""
    for each in (value if isinstance(value, list) else [value])[:1_000]:
        if isinstance(each, str) and 0 < len(each) <= 100:
            yield each

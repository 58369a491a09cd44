"""The engine that asks any server of the OpenAI chat API: Ollama, vLLM, llama.cpp, a provider."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from l10n.dataclass import dataclass
from l10n.engines import Draft, Request
from l10n.engines.accept import judge
from l10n.engines.any_pair import AnyPair
from l10n.engines.openai.answer import ModelAnswer
from l10n.engines.openai.answer import read as read_answer
from l10n.engines.openai.batches import batches, smaller
from l10n.engines.openai.chat import Chat, SlowError, of_content, too_large
from l10n.engines.openai.prompt import Prompter
from l10n.engines.openai.reply import Reply
from l10n.engines.openai.settings import OpenAISettings
from l10n.engines.openai.tags import mended
from l10n.engines.reasons.form import shown
from l10n.errors import EngineError
from l10n.language.protected import only_kept
from l10n.messages import N_, Message, _, message
from l10n.model.engine_settings import read
from l10n.net.http import AnswerError, BrokenOffError, Client

_PATIENCE = 3
"""After so many refusals in a row the server is given up, and after so many answers to lone texts
that cannot be read, the batch."""
_LONGEST = 200_000
"""Characters of an answer that are looked at, thoughts included."""
_OF_ONE_TEXT = (400, 413, 422, 451, 500)
"""Statuses that one text may bring about, so that the others are worth another request."""
_UNREADABLE = message(N_("the model's answer is not the JSON that was asked for"))


@dataclass(slots=True)
class _Item:
    """One text on its way to a draft."""

    request: Request
    draft: Draft | None = None
    fault: Message | None = None
    """What was wrong with the last answer."""
    transient: bool = True
    """It was the server that failed, not the model."""
    untagged: tuple[str, str] | None = None
    """An answer of which only the tags were wrong, and the model that gave it."""


class OpenAI:
    """Drafts with a language model, a batch of one article's texts at a time.

    Sent are the texts, the headline of their article, the text before and after, and the terms of
    the glossary that occur; of a text that was edited, also its earlier wording with the
    translation of that, which is to be changed no more than the text was. With `context` off,
    neither headline nor neighbours nor what was earlier. What comes back is
    judged text by text: what is missing or no sound translation is asked for again in a smaller
    batch, then alone; tags that the model lost are placed anew, with doubt; what still fails is
    left empty with the reason. A batch of n texts makes n + 3 requests at most.
    """

    name = "openai"
    settings = OpenAISettings
    revises = True

    def __init__(
        self,
        settings: Mapping[str, object] | None = None,
        *,
        name: str = name,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`settings` and `name` are those of the engine's table in a workflow.

        `sleep` waits for some seconds, before a request is tried again. Raises EngineError for a
        mistake in the settings.
        """
        self._settings = read(OpenAISettings, settings or {}, name)
        self._table = name
        self._sleep = sleep
        self._chat: Chat | None = None
        self._refusals = 0
        """Refusals of the server since it last answered."""

    def close(self) -> None:
        """Close the connections."""
        if self._chat is not None:
            self._chat.close()
        self._chat = None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """A set that holds any pair of locales; which are any good, the model decides."""
        return AnyPair()

    def models(self) -> tuple[str, ...]:
        """The model that the workflow names; the server is not asked."""
        return (self._settings.model,)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        """Draft all texts, one draft for each, in order, given as soon as a batch is done.

        Raises EngineError if the server stays out of reach, or refuses all that it is sent.
        """
        prompter = Prompter(source, target, self._settings.style, self._settings.context == "on")
        for batch in batches(requests, self._settings.max_texts, self._settings.max_characters):
            items = [_Item(request, self._at_once(request)) for request in batch]
            error: EngineError | None = None
            try:
                self._draft(items, prompter)
            except EngineError as failure:
                error = failure
                while items and items[-1].draft is None:
                    items.pop()
            yield from (item.draft or self._last(item) for item in items)
            if error is not None:
                raise error

    def _at_once(self, request: Request) -> Draft | None:
        """Draft what no model has to be asked for."""
        text = request.text
        if not text.plain().strip():
            return self._empty(message(N_("there is nothing to translate")))
        if only_kept(text.plain()):
            return Draft(text.text, self._settings.model)
        if len(text.text) > self._settings.max_characters:
            return self._empty(
                message(
                    N_("it has {number} characters, and max_characters is {limit}"),
                    number=len(text.text),
                    limit=self._settings.max_characters,
                )
            )
        return None

    def _draft(self, items: Sequence[_Item], prompter: Prompter) -> None:
        """Ask for a batch as a whole, then for what failed in halves, then one by one."""
        count = sum(item.draft is None for item in items)
        steps = [1, 1] if count == 1 else [count, -(-count // 2), 1][: min(count, 3)]
        for number, size in enumerate(steps):
            unread = 0
            for run in smaller([item for item in items if item.draft is None], size):
                unread = 0 if self._ask(run, prompter, first=number == 0) else unread + 1
                if size == 1 and unread == _PATIENCE:
                    return

    def _ask(self, items: Sequence[_Item], prompter: Prompter, *, first: bool) -> bool:
        """Ask for some texts once; True if anything was to be read in the answer.

        After the first time their neighbours are not sent: what these say may be what led the
        model astray.
        """
        messages = prompter.messages(
            [item.request for item in items],
            ["" if item.fault is None else item.fault.text("en") for item in items],
            neighbours=first,
        )
        try:
            reply = self._connected().ask(messages)
        except (AnswerError, BrokenOffError, SlowError) as error:
            fault = self._refusal(error)
            for item in items:
                item.fault, item.transient = fault, True
            return True
        self._refusals = 0
        for item in items:
            item.transient = False
        answer, fault = _read(reply, len(items))
        alike = _alike(items, answer)
        pair = (prompter.source, prompter.target)
        for number, item in enumerate(items, 1):
            text = answer.texts.get(number)
            if text is None:
                item.fault = fault
                if number in answer.twice:
                    item.fault = message(N_("the model gave two translations of it"))
            elif number in alike:
                item.fault = message(N_("the model gave one translation for different texts"))
            else:
                self._take(item, text, reply, pair)
        return answer.readable

    def _take(self, item: _Item, text: str, reply: Reply, pair: tuple[str, str]) -> None:
        model = reply.model or self._settings.model
        verdict = judge(item.request.text, text.strip(), pair, terms=item.request.terms)
        if verdict.fault is None:
            item.draft = Draft(text.strip(), model, confidence=reply.confidence(text))
            return
        item.fault = verdict.fault
        if verdict.only_tags:
            item.untagged = verdict.text, model

    def _last(self, item: _Item) -> Draft:
        """What can be made of a text that the model did not translate soundly."""
        if item.untagged is not None:
            answer, model = item.untagged
            text = mended(item.request.text, answer)
            if text is not None:
                doubt = message(N_("the model did not keep the tags, and they were placed again"))
                return Draft(text, model, doubt, True)
        return self._empty(
            item.fault or message(N_("the server failed before this text was drafted")),
            transient=item.transient,
        )

    def _empty(self, reason: Message, *, transient: bool = False) -> Draft:
        return Draft("", self._settings.model, reason, transient=transient)

    def _refusal(self, error: AnswerError | BrokenOffError | SlowError) -> Message:
        """Why the server gave nothing for some texts; raises EngineError if it never does."""
        if isinstance(error, AnswerError):
            words = shown(error.server_words) or f"HTTP {error.status}"
            if too_large(error):
                return message(N_("it is too long for the server: {text}"), text=words)
            refusal = message(N_("the server refused the text: {text}"), text=words)
            if of_content(error):
                return refusal
            if error.status in (404, 405):
                remedy = _("check url and model in [engine.{name}]").format(name=self._table)
                raise error.with_remedy(remedy) from None
            if error.status not in _OF_ONE_TEXT:
                raise error
        elif isinstance(error, BrokenOffError):
            refusal = message(N_("the server failed at the text: {text}"), text=error.message)
        else:
            refusal = message(
                N_("the model did not answer within {seconds} seconds"),
                seconds=self._settings.timeout,
            )
        self._refusals += 1
        if self._refusals == _PATIENCE:
            raise error
        return refusal

    def _connected(self) -> Chat:
        """The server; its key is looked for only now that it is needed."""
        if self._chat is None:
            client = Client(self.name, self._table)
            self._chat = Chat(client, self._settings, sleep=self._sleep)
        return self._chat


def _read(reply: Reply, count: int) -> tuple[ModelAnswer, Message]:
    """Read a reply, and say what is wrong with the texts that are not in it."""
    if reply.trouble is not None:
        return ModelAnswer(), reply.trouble
    if len(reply.content) > _LONGEST:
        return ModelAnswer(), message(N_("the model's answer is far too long"))
    answer = read_answer(reply.content, count)
    if reply.cut_off:
        return answer, message(N_("the model's answer was cut off at the limit of tokens"))
    if not answer.readable:
        return answer, _UNREADABLE
    return answer, message(N_("the model left it out of its answer"))


def _alike(items: Sequence[_Item], answer: ModelAnswer) -> frozenset[int]:
    """The numbers of texts that differ and yet have one and the same translation."""
    sources: dict[str, set[str]] = {}
    for number, text in answer.texts.items():
        plain = items[number - 1].request.text.plain()
        sources.setdefault(text.strip().casefold(), set()).add(plain.casefold())
    return frozenset(
        number for number, text in answer.texts.items() if len(sources[text.strip().casefold()]) > 1
    )

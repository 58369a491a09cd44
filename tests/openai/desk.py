"""An article in two languages, and the engine beside a server that a test scripts."""

from collections.abc import Callable, Sequence
from typing import Any

from l10n.engines import Draft, Request
from l10n.engines.openai.engine import OpenAI
from l10n.model.markup import Tagged
from tests.accepting import accepted
from tests.chat_server import (
    Asked,
    ChatServer,
    Raw,
    Script,
    translations,
)

ARTICLE = {
    "Міська рада ухвалила бюджет на 2025 рік.": "The city council adopted the 2025 budget.",
    "За нього проголосували 64 депутати.": "It was backed by 64 councillors.",
    "Мер назвав рішення важливим для громади.": "The mayor called it important for the community.",
    "Засідання тривало майже чотири години.": "The session lasted almost four hours.",
}
SOURCES, TARGETS = list(ARTICLE), list(ARTICLE.values())
LINKED = Tagged(
    "Про це <a1>повідомила міська рада</a1> у середу.<br2/>",
    frozenset({"a1"}),
    frozenset({"br2"}),
)
Ask = Callable[..., ChatServer]


def engine(server: ChatServer, **more: Any) -> OpenAI:
    values = {"url": server.url, "model": "gemma3:12b", "retries": 0, **more}
    return OpenAI(values, sleep=lambda seconds: None)


def article(texts: Sequence[str | Tagged], title: str = "Бюджет міста") -> list[Request]:
    """The requests for texts that stand in an article one after another."""
    tagged = [Tagged(each) if isinstance(each, str) else each for each in texts]
    plain = ["", *(each.plain() for each in tagged), ""]
    return [
        Request(each, title, plain[number], plain[number + 2]) for number, each in enumerate(tagged)
    ]


def drafted(
    server: ChatServer,
    requests: Sequence[Request],
    pair: tuple[str, str] = ("uk", "en"),
    **more: Any,
) -> list[Draft]:
    """What comes of the drafts of an engine, as a chain takes them."""
    made = engine(server, **more)
    try:
        return list(accepted(requests, made.translate(requests, *pair), pair))
    finally:
        made.close()


def texts(drafts: Sequence[Draft]) -> list[str]:
    return [draft.text for draft in drafts]


def why(draft: Draft) -> str:
    assert draft.reason is not None
    return draft.reason.text("en")


def whole(texts: Sequence[str]) -> str:
    return translations(dict(enumerate(texts, 1)))


def always(answer: "Raw | dict[str, Any] | str") -> Script:
    return lambda asked: answer


def first(answer: "Raw | dict[str, Any] | str", then: Script) -> Script:
    """Misbehave once."""
    scripts = iter([always(answer)])

    def script(asked: Asked) -> Any:
        return next(scripts, then)(asked)

    return script

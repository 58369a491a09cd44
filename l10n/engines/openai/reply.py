"""Read what a server of the OpenAI chat API replied: the model's words, and how sure it was."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping

from l10n.dataclass import dataclass
from l10n.engines.openai.answer import place_of
from l10n.engines.reasons.form import shown
from l10n.messages import N_, Message, message


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered to one request."""

    content: str
    model: str
    """The model that it says it used, with its version where it says one; empty if it does not."""
    cut_off: bool = False
    """Whether the model was stopped in the middle, at a limit of tokens."""
    trouble: Message | None = None
    """Why there is no content, or none that counts."""
    tokens: tuple[tuple[int, int, float], ...] = ()
    """Of each token, start and end in bytes of the content and its logarithmic probability."""

    def confidence(self, text: str) -> float | None:
        """The mean probability (geometric) of the tokens of a translation, 0 to 1."""
        place = place_of(text, self.content) if self.tokens else None
        if place is None:
            return None
        start, end = (len(self.content[:offset].encode()) for offset in place)
        first = bisect_right(self.tokens, start, key=lambda token: token[1])
        last = bisect_left(self.tokens, end, key=lambda token: token[0])
        found = [chance for _start, _end, chance in self.tokens[first:last]]
        return math.exp(min(0.0, sum(found) / len(found))) if found else None


def read_reply(value: object, said: Callable[[str], str] = shown) -> Reply:
    """Read a reply; what is not as the API has it becomes a trouble.

    `said` makes of words of the server what may be shown of them.
    """
    found = value if isinstance(value, dict) else {}
    model = " ".join(
        shown(said(part))
        for part in (found.get("model"), found.get("system_fingerprint"))
        # Ollama sends this for every model and version.
        if isinstance(part, str) and part.strip() and part != "fp_ollama"
    )
    choices = found.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict) or not isinstance(choice.get("message"), dict):
        return Reply("", model, trouble=message(N_("the server's answer holds no text")))
    answer, finish = choice["message"], choice.get("finish_reason")
    if isinstance(answer.get("refusal"), str) and answer["refusal"].strip():
        words = shown(said(answer["refusal"]))
        return Reply("", model, trouble=message(N_("the model refused: {text}"), text=words))
    if finish == "content_filter":
        return Reply("", model, trouble=message(N_("the server's content filter refused it")))
    content = _content(answer.get("content"))
    if not content.strip() and finish != "length":
        return Reply("", model, trouble=message(N_("the server's answer holds no text")))
    return Reply(content, model, finish == "length", tokens=_tokens(choice, content))


def _content(content: object) -> str:
    """The text of a message, which some servers send in parts, thoughts among them."""
    if isinstance(content, list):
        texts = [
            part.get("text")
            for part in content
            if isinstance(part, dict) and part.get("type", "text") in ("text", "output_text")
        ]
        return "".join(text for text in texts if isinstance(text, str))
    return content if isinstance(content, str) else ""


def _tokens(choice: Mapping[str, object], content: str) -> tuple[tuple[int, int, float], ...]:
    """Read the probabilities of the tokens; none if they are not those of the content."""
    logprobs = choice.get("logprobs")
    listed = logprobs.get("content") if isinstance(logprobs, dict) else None
    found: list[tuple[int, int, float]] = []
    written = bytearray()
    for token in listed if isinstance(listed, list) else ():
        chance = token.get("logprob") if isinstance(token, dict) else None
        data = _bytes(token) if isinstance(token, dict) else None
        if data is None or not isinstance(chance, float | int) or not -100 < chance <= 1e-3:
            return ()
        found.append((len(written), len(written) + len(data), chance))
        written += data
    # Servers that have no probabilities and were asked for them say 0, or -9999.
    given = any(chance for _start, _end, chance in found)
    return tuple(found) if given and bytes(written) == content.encode("utf-8", "replace") else ()


def _bytes(token: Mapping[str, object]) -> bytes | None:
    data, text = token.get("bytes"), token.get("token")
    if isinstance(data, list):
        try:
            return bytes(data)
        except (TypeError, ValueError):
            return None
    return text.encode("utf-8", "replace") if isinstance(text, str) else None

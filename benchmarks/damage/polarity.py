"""Damage to what is affirmed and what is denied."""

import re
from random import Random

from benchmarks.damage.kind import Good, Kind, alternation, cased, exchanged, put, tidy

_AUX = "is are was were do does did has have had will would can could should must may might"
_EN_NOT = re.compile(
    rf"\b(?:{_AUX.replace(' ', '|')}) not\b(?! (?:only|just|least))", re.IGNORECASE
)
_EN_SHORT = re.compile(
    r"\b(is|are|was|were|do|does|did|has|have|had|would|could|should)n['’]t\b"
    r"|\b(ca|wo)n['’]t\b|\b(can)not\b",
    re.IGNORECASE,
)
_EN_NEVER = re.compile(r"\bnever \b(?!mind)")
_EN_ANY = re.compile(
    r"n['’]t\b|\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|unable|hardly"
    r"|fail\w*|refus\w*|den(?:y|ied|ies)|lack\w*|un\w+|im\w+|in\w+less|\w+less)\b",
    re.IGNORECASE,
)
_EN_PLAIN = re.compile(
    r"n['’]t\b|\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot)\b", re.IGNORECASE
)
_UK_NOT = re.compile(
    r"(?<![\w-])не (?!лише|тільки|просто|раз\b|менше|більше|зважаючи|дивлячись)", re.IGNORECASE
)
_UK_ANY = re.compile(
    r"(?<![\w-])(?:не|ні|ані|немає|нема|без|жод\w+|ніхто|нікого|нікому|ніколи|ніде|нічого|ніщо|нічим)(?!\w)"
    r"|\bне\w+|\bбез\w+",
    re.IGNORECASE,
)
_UK_PLAIN = re.compile(
    r"(?<![\w-])(?:не|ні|ані|немає|нема|жод\w+|ніхто|нікого|нікому|ніколи|ніде|нічого|ніщо)(?!\w)",
    re.IGNORECASE,
)
_UK_DOUBLE = re.compile(
    r"(?<![\w-])(?:ні|ані|жод\w+|ніхто|нікого|нікому|ніколи|ніде|нічого|ніщо|ніяк\w*|нікуди)(?!\w)",
    re.IGNORECASE,
)
_ANY = {"en": _EN_ANY, "uk": _UK_ANY}
_PLAIN = {"en": _EN_PLAIN, "uk": _UK_PLAIN}
_EN_AUX = re.compile(
    r"(?<=\w )(?:is|are|was|were|will|would|can|could|should|must|has been|have been)(?= [a-z])"
)
_UK_VERB = re.compile(
    r"(?<![\w’'-])(?:є|був|була|було|були|буде|будуть|може|можуть|має|мають|хоче|хочуть|зможе|зможуть"
    r"|вважає|каже|знає|потрібно|можна|[а-яіїє’']{3,}(?:ють|ється|ються|лися|лось))(?![\w’'-])"
)
_OPPOSITES = {
    "en": {
        "unlikely": "likely",
        "far from": "close to",
        "unable to": "able to",
        "refused to": "agreed to",
        "failed to": "managed to",
        "impossible": "possible",
        "no longer": "still",
        "yet to": "about to",
        "nobody": "everybody",
        "no one": "everyone",
        "nothing": "everything",
        "hardly": "easily",
        "few": "many",
        "denied": "confirmed",
        "never": "always",
        "neither": "either",
        "barely": "fully",
        "illegal": "legal",
        "unknown": "known",
    },
    "uk": {
        "навряд чи": "напевно",
        "навряд": "напевно",
        "далеко від": "поруч із",
        "неможливо": "можливо",
        "відмовився": "погодився",
        "відмовилася": "погодилася",
        "відмовилися": "погодилися",
        "більше не": "досі",
        "ніхто не": "кожен",
        "ніколи не": "завжди",
        "ледве": "легко",
        "заперечив": "підтвердив",
        "заперечила": "підтвердила",
        "мало хто": "багато хто",
        "невідомо": "відомо",
        "ще не": "вже",
        "поки не": "вже",
        "майже не": "часто",
        "ледь не": "цілком",
        "незаконно": "законно",
        "не вдалося": "вдалося",
    },
}
_IDIOMS = {language: alternation(table) for language, table in _OPPOSITES.items()}
_ANTONYMS = {
    "en": [
        "increase decrease", "increased decreased", "rose fell", "rise fall", "rising falling",
        "won lost", "win lose", "more less", "higher lower", "before after", "above below",
        "supported opposed", "support oppose", "first last", "best worst", "opened closed",
        "entered left", "accepted rejected", "ally enemy", "better worse", "start end", "old new",
        "north south", "east west", "northern southern", "eastern western", "inside outside",
        "up down", "young old", "victory defeat", "success failure", "buy sell", "early late",
    ],
    "uk": [
        "більше менше", "вище нижче", "перед після", "до після", "зріс упав", "зросла впала",
        "зросли впали", "збільшити зменшити", "збільшився зменшився", "виграв програв",
        "виграла програла", "виграли програли", "перемога поразка", "перемогу поразку",
        "кращий гірший", "найкращий найгірший", "найбільший найменший", "відкрив закрив",
        "підтримав засудив", "північ південь", "схід захід", "рано пізно", "старий новий",
        "краще гірше", "прийняв відхилив", "союзник ворог", "успіх провал", "купити продати",
    ],
}  # fmt: skip


def _both_ways(rows: list[str]) -> dict[str, str]:
    pairs = [row.split() for row in rows]
    ways = dict(reversed(pairs))
    return {second: first for first, second in reversed(pairs)} | ways


_ANTONYM = {language: _both_ways(rows) for language, rows in _ANTONYMS.items()}
_ANTONYM_PATTERN = {language: alternation(table) for language, table in _ANTONYM.items()}


def _negation_dropped(good: Good, chance: Random) -> str | None:
    source, text = good.source, good.target
    if not _PLAIN[good.languages[0]].search(source) or len(_ANY[good.language].findall(text)) != 1:
        return None
    if good.language == "uk":
        found = [] if _UK_DOUBLE.search(text) else list(_UK_NOT.finditer(text))
        if not found:
            return None
        match = chance.choice(found)
        rest = text[match.end() :]
        return text[: match.start()] + cased(rest, match.group())
    whole = list(_EN_NOT.finditer(text))
    if whole:
        match = chance.choice(whole)
        return put(text, match.span(), match.group()[:-4])
    short = list(_EN_SHORT.finditer(text))
    if short:
        match = chance.choice(short)
        word = match[1] or match[3] or {"ca": "can", "wo": "will"}[match[2].lower()]
        return put(text, match.span(), cased(word, match.group()))
    never = list(_EN_NEVER.finditer(text))
    return put(text, chance.choice(never).span(), "") if never else None


def _negation_added(good: Good, chance: Random) -> str | None:
    if any(
        _ANY[language].search(side)
        for language, side in zip(good.languages, (good.source, good.target), strict=True)
    ):
        return None
    if good.target.rstrip().endswith("?"):
        return None
    if good.language == "en":
        found = list(_EN_AUX.finditer(good.target))
        if not found:
            return None
        match = chance.choice(found)
        first, *rest = match.group().split(" ")
        return put(good.target, match.span(), " ".join((first, "not", *rest)))
    found = list(_UK_VERB.finditer(good.target))
    if not found:
        return None
    at = chance.choice(found).start()
    return put(good.target, (at, at), "не ")


def _without_to_with(good: Good, chance: Random) -> str | None:
    pattern, other = (
        (re.compile(r"\bwithout\b(?! \w+ing\b)", re.IGNORECASE), "with")
        if good.language == "en"
        else (re.compile(r"(?<![\w-])без(?= \w)", re.IGNORECASE), "з")
    )
    found = list(pattern.finditer(good.target))
    if not found:
        return None
    match = chance.choice(found)
    return put(good.target, match.span(), cased(other, match.group()))


def _idiom_inverted(good: Good, chance: Random) -> str | None:
    return exchanged(good.target, _IDIOMS[good.language], _OPPOSITES[good.language], chance)


def _antonym(good: Good, chance: Random) -> str | None:
    language = good.language
    made = exchanged(good.target, _ANTONYM_PATTERN[language], _ANTONYM[language], chance)
    return None if made is None else tidy(made)


KINDS = (
    Kind(
        "negation-dropped",
        "negations",
        "the only not, n't or never of the target goes (uk: не), where the source denies too",
        _negation_dropped,
    ),
    Kind(
        "negation-added",
        "negations",
        "not behind an auxiliary (uk: не before a verb), where neither side denies",
        _negation_added,
    ),
    Kind("without-to-with", "negations", "without becomes with (uk: без, з)", _without_to_with),
    Kind(
        "idiom-inverted",
        "idioms",
        "unlikely becomes likely, far from close to, no longer still, and so on",
        _idiom_inverted,
    ),
    Kind(
        "antonym",
        "antonyms",
        "a word becomes its opposite: rose fell, before after, won lost",
        _antonym,
    ),
)

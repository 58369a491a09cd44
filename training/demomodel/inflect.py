"""Ukrainian and English inflection: the few rules that the grammar of news sentences needs.

Endings follow the Ukrainian orthography of 2019; the alternation of у and в follows its § 23.
"""

from __future__ import annotations

import re

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
EUPHONY = "ў"  # stands in a template for the preposition у or в
VOWELS = "аеєиіїоуюя"

_HARD = {
    "m": "ий ого ому ий им ому",
    "f": "а ої ій у ою ій",
    "n": "е ого ому е им ому",
    "p": "і их им і ими их",
}
_SOFT = {
    "m": "ій ього ьому ій ім ьому",
    "f": "я ьої ій ю ьою ій",
    "n": "є ього ьому є ім ьому",
    "p": "і іх ім і іми іх",
}
_KEEPS_U = re.compile(r"в|ф|хв|св|тв|льв|цв|зв|дв", re.IGNORECASE)
_PREPOSITION = re.compile(
    rf"([^\W_])?((?:<[^>]*>|\s)*){EUPHONY}(?=(?:<[^>]*>|[\s«“])*(\w\w?\w?))", re.I
)


def adjective(word: str, gender: str) -> dict[str, str]:
    """Decline an adjective given in the masculine singular; inanimate accusative."""
    endings = _SOFT if word.endswith("ій") else _HARD
    return {case: word[:-2] + end for case, end in zip(CASES, endings[gender].split(), strict=True)}


def phrase(gender: str, noun: str, adjectives: str = "", tail: str = "") -> dict[str, str]:
    """Decline adjectives + noun + fixed tail; `noun` lists its six cases, space-separated."""
    forms = noun.split()
    if len(forms) == 1:
        forms *= 6
    declined = [adjective(word, gender) for word in adjectives.split()]
    return {
        case: " ".join([*(a[case] for a in declined), form, *([tail] if tail else [])])
        for case, form in zip(CASES, forms, strict=True)
    }


def agreeing(word: str, gender: str) -> str:
    """Put a masculine past verb (-в, -вся) or adjective (-ий) into gender m, f, n or plural p."""
    if gender == "m":
        return word
    index = "fnp".index(gender)
    if word.endswith("ий"):
        return word[:-2] + "аеі"[index]
    reflexive = word.endswith("ся")
    stem = word[:-2] if reflexive else word
    stem = {"переміг": "перемог", "прийшов": "прийш"}.get(stem, stem.removesuffix("в"))
    return stem + ("ла", "ло", "ли")[index] + ("ся" if reflexive else "")


def count_class(number: int) -> str:
    """Which noun form follows a whole number: "1" (21 учень), "2" (22 учні) or "5" (25 учнів)."""
    if number % 100 in range(11, 15):
        return "5"
    return {1: "1", 2: "2", 3: "2", 4: "2"}.get(number % 10, "5")


def surname(base: str, gender: str) -> dict[str, str]:
    """Decline a surname in -енко, -ський, -ець or another consonant, for a man or a woman."""
    if base.endswith("ий"):
        forms = adjective(base, gender)
        return {**forms, "acc": forms["gen"]} if gender == "m" else forms
    if gender == "f":
        return dict.fromkeys(CASES, base)
    if base.endswith("о"):
        stem, endings = base[:-1], "о а у а ом у"
    elif base.endswith("ець"):
        stem, endings = base[:-3] + "ц", "ь я ю я ем ю"
        forms = {case: stem + end for case, end in zip(CASES, endings.split(), strict=True)}
        return {**forms, "nom": base}
    else:
        stem, endings = base, " а у а ом у"
    return {case: stem + end for case, end in zip(CASES, endings.split(" "), strict=True)}


def given_name(base: str, gender: str) -> dict[str, str]:
    """Decline a given name in a consonant or -ій (men), -а, -ія or -я (women)."""
    if gender == "m" and base.endswith("й"):
        stem, endings = base[:-1], "й я ю я єм єві"
    elif gender == "m":
        stem, endings = base, " а у а ом ові"
    elif base.endswith("ія"):
        stem, endings = base[:-1], "я ї ї ю єю ї"
    elif base.endswith("я"):
        stem, endings = base[:-1], "я і і ю ею і"
    else:
        stem, endings = base[:-1], "а и і у ою і"
    return {case: stem + end for case, end in zip(CASES, endings.split(" "), strict=True)}


def euphony(text: str) -> str:
    """Replace the mark of the preposition with у or в, by the sounds around it, tags aside."""

    def choose(match: re.Match[str]) -> str:
        before, gap, after = match.group(1) or "", match.group(2), match.group(3)
        upper = match.group(0)[-1].isupper()
        if after[0].lower() in VOWELS:
            letter = "в"
        elif _KEEPS_U.match(after) or before.lower() not in VOWELS or not before:
            letter = "у"
        else:
            letter = "в"
        return before + gap + (letter.upper() if upper else letter)

    return _PREPOSITION.sub(choose, text)


def capitalised(text: str) -> str:
    """Raise the first letter behind tags and quotation marks; a digit is not passed."""
    match = re.match(r"(?:<[^>]*>|[^\w<])*", text)
    start = match.end() if match else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def article_a(noun: str) -> str:
    """Put the English indefinite article before a noun phrase."""
    return ("an " if noun[0].lower() in "aeio" else "a ") + noun


def ordinal(number: int) -> str:
    """English ordinal in digits: 1st, 22nd, 13th."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"

"""Secrets: taken out of a text in whatever way it is written there, and nothing else with it."""

import json
from urllib.parse import quote

import pytest

from l10n.net.secrets import MASK, NO_SECRETS, Secrets

KEY = "q7-Zt/4vX+9wKd=2Lm_Rj8"
SECRET = Secrets([KEY])


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(each):04x}" for each in text)


WAYS = {
    "as it is": KEY,
    "in another case": KEY.swapcase(),
    "backwards": KEY[::-1],
    "in hexadecimal": KEY.encode().hex().upper(),
    "in an address": quote(KEY, safe=""),
    "in an address of an address": quote(quote(KEY, safe=""), safe=""),
    "in JSON in an address": quote(json.dumps(escaped(KEY))[1:-1]),
    "with references in an address": quote("".join(f"&#{ord(each)};" for each in KEY)),
    "wrapped": f"{KEY[:9]}\n    {KEY[9:]}",
    "with what nobody sees": "\u200b".join(KEY),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_secret_is_found_in_whatever_way_it_is_written(way: str) -> None:
    for hidden in (SECRET.hidden, SECRET.hidden_in_message):
        assert hidden(f"Before {WAYS[way]} behind.") == f"Before {MASK} behind."


def test_of_a_message_parts_of_a_secret_are_taken_too() -> None:
    for part in (KEY[:8], KEY[7:15], KEY[-8:]):
        assert SECRET.hidden_in_message(f"Before {part}") == f"Before {MASK}"
        assert SECRET.hidden(f"Before {part}") == f"Before {part}", "a draft may have such a word"


def test_a_text_without_secrets_stays_as_it_is() -> None:
    text = "Рада %41 \\u0041 &amp; &#65; =41\u200b\r\n q7-Zt/4"
    assert SECRET.hidden(text) == SECRET.hidden_in_message(text) == text
    assert NO_SECRETS.hidden(f"{text} {KEY}") == f"{text} {KEY}"
    assert KEY not in repr(SECRET)

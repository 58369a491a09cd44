"""An engine of another package that writes down what it was asked for, by any of many processes."""

import os
import re
import time

from l10n.engines import Draft
from l10n.errors import EngineError


class Counting:
    name = "counting"

    def __init__(self, settings):
        self._log = settings["log"]
        self._pause = settings.get("pause", 0) / 1000
        self._made = os.environ.get("COUNTING_MODEL", "1")
        if self._made == "none":
            raise EngineError("it is not set up here", code="ENG-900", remedy="set it up")
        self._say(f"made {os.getpid()}")

    def pairs(self):
        return frozenset([("uk", "en")])

    def models(self):
        return (f"counting {self._made}",)

    def translate(self, requests, source, target):
        for request in requests:
            if os.environ.get("COUNTING_FAILS"):
                raise EngineError("no key is there", code="ENG-901", remedy="write the key there")
            time.sleep(self._pause)
            self._say(request.text.text)
            if "впаде" in request.text.text:
                os._exit(1)
            number = re.search(r"\d+", request.text.text)[0]
            yield Draft(f"News number {number} about the city.", f"counting {self._made}")

    def _say(self, text):
        handle = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(handle, f"{text}\n".encode())
        os.close(handle)

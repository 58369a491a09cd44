"""The settings of the Argos engine, as a workflow's `[engine.argos]` gives them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from l10n.model.engine_settings import read


@dataclass(frozen=True, slots=True)
class ArgosSettings:
    """How the Argos engine decodes."""

    device: str = "cpu"
    """`cpu`, `cuda`, or `auto`: a graphics card if there is one."""
    compute_type: str = "default"
    """CTranslate2's name for the arithmetic; `default` for what the package asks for, else
    what the model was saved with."""
    threads: int = 0
    """Translations at a time on the CPU; 0 for as many as there are cores."""
    beam_size: int = 0
    """Hypotheses kept while decoding; 0 for the model's own wish, else Argos Translate's 4."""
    max_batch_tokens: int = 1024
    """Tokens decoded at a time by one thread: the bound on the memory of a batch, which grows with
    it, with the beam size and with the threads, and not with the number of texts."""
    alternatives: int = 0
    """Other translations offered for each text, at most."""

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "ArgosSettings":
        """Check values as they stand in a workflow.

        Raises EngineError that names the key, the value and what is allowed.
        """
        return cls(**read("argos", values))

    def cores(self) -> int:
        """Give the number of translations at a time on the CPU."""
        if self.threads:
            return self.threads
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1

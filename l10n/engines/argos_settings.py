"""The settings of the Argos engine, as a workflow's `[engine.argos]` gives them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from l10n.errors import EngineError
from l10n.messages import _

DEVICES = ("cpu", "cuda", "auto")
COMPUTE_TYPES = (
    "default",
    "auto",
    "int8",
    "int8_float32",
    "int8_float16",
    "int8_bfloat16",
    "int16",
    "float16",
    "bfloat16",
    "float32",
)
_CHOICES = {"device": DEVICES, "compute_type": COMPUTE_TYPES}
_RANGES = {"threads": (0, 1024), "beam_size": (0, 32), "max_batch_tokens": (32, 65536)}


@dataclass(frozen=True, slots=True)
class ArgosSettings:
    """How the Argos engine decodes."""

    device: str = "cpu"
    """`cpu`, `cuda`, or `auto`: a graphics card if there is one."""
    compute_type: str = "default"
    """CTranslate2's name for the arithmetic; `default` is what the model was saved with."""
    threads: int = 0
    """Translations at a time on the CPU; 0 for as many as there are cores."""
    beam_size: int = 0
    """Hypotheses kept while decoding; 0 for the model's own wish, else Argos Translate's 4."""
    max_batch_tokens: int = 1024
    """Tokens decoded at a time by one thread."""

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "ArgosSettings":
        """Check values as they stand in a workflow.

        Raises EngineError that names the key, the value and what is allowed.
        """
        known = tuple(field.name for field in fields(cls))
        for key, value in values.items():
            allowed = ", ".join(known)
            if key in _CHOICES:
                allowed = ", ".join(f'"{choice}"' for choice in _CHOICES[key])
                fits = isinstance(value, str) and value in _CHOICES[key]
            elif key in _RANGES:
                low, high = _RANGES[key]
                allowed = _("a whole number from {low} to {high}").format(low=low, high=high)
                fits = type(value) is int and low <= value <= high
            else:
                raise EngineError(
                    _("the engine argos has no setting {key}").format(key=key),
                    remedy=_("the settings are {allowed}").format(allowed=allowed),
                )
            if not fits:
                raise EngineError(
                    _("the engine argos cannot use {key} = {value}").format(
                        key=key, value=f'"{value}"' if isinstance(value, str) else value
                    ),
                    remedy=_("allowed: {allowed}").format(allowed=allowed),
                )
        return cls(**values)  # type: ignore[arg-type]

    def cores(self) -> int:
        """Give the number of translations at a time on the CPU."""
        if self.threads:
            return self.threads
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1

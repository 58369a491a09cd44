"""The settings of engines that decode on this machine, and what the decoder needs of them."""

import os
from typing import Annotated, Literal

from l10n.cores import cores
from l10n.dataclass import dataclass
from l10n.engines.compute_types import ComputeType
from l10n.model.engine_settings import Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderSettings:
    """How models are decoded."""

    device: Literal["cpu", "cuda", "auto"] = "cpu"
    """`cpu`, `cuda`, or `auto`: a graphics card if there is one."""
    compute_type: ComputeType = "default"
    """CTranslate2's name for the arithmetic; `default` for what the package asks for, else
    what the model was saved with."""
    threads: Annotated[int, Whole(0, 1024)] = 0
    """Translations at a time on the CPU; 0 for as many as there are cores."""
    beam_size: Annotated[int, Whole(0, 32)] = 0
    """Hypotheses kept while decoding; 0 for the model's own wish, else that of its kind."""
    max_batch_tokens: Annotated[int, Whole(32, 65536)] = 1024
    """Tokens decoded at a time by one thread: the bound on the memory of a batch, which grows with
    it, with the beam size and with the threads, and not with the number of texts."""
    alternatives: Annotated[int, Whole(0, 8)] = 0
    """Other translations offered for each text, at most."""

    def cores(self) -> int:
        """Translations at a time on the CPU; OMP_NUM_THREADS goes before the number of cores."""
        if self.threads:
            return self.threads
        # What a worker of a cluster leaves to each of its processes.
        given = os.environ.get("OMP_NUM_THREADS", "")
        if given.isascii() and given.isdecimal() and 0 < int(given) <= 1024:
            return int(given)
        return cores()

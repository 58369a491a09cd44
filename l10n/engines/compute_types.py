"""CTranslate2's names for the arithmetic that it computes with."""

from typing import Literal, get_args

ComputeType = Literal[
    "default", "auto", "int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16",
    "float16", "bfloat16", "float32",
]  # fmt: skip
COMPUTE_TYPES: tuple[ComputeType, ...] = get_args(ComputeType)

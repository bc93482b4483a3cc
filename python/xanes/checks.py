"""Arrays and numbers of the caller's in the types that the C# core reads: converted where nothing is lost, else refused in words."""

from __future__ import annotations

from operator import index
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from xanes.errors import InvalidInputError

_FEW = 256
_EXACT = 2.0**53


def reals(name: str, values: ArrayLike, shape: tuple[int | None, ...], dtype: DTypeLike = np.float64) -> NDArray[Any]:
    """An array of real numbers, contiguous; the caller's own where it is so already.

    Args:
        name: What it is, for messages.
        values: The numbers; not-finite ones are left to the core, which names the atom.
        shape: The length of each axis; None for any.
        dtype: The type that the core reads.

    Raises:
        InvalidInputError: It holds something else, or has another shape.
    """
    array = _array(name, values)
    if array.dtype.kind not in "fiu":
        raise InvalidInputError(f"{name} must be real numbers, not {array.dtype}")
    return np.ascontiguousarray(_of_shape(name, array, shape), dtype=dtype)


def whole_numbers(name: str, values: ArrayLike, shape: tuple[int | None, ...] = (None,), dtype: DTypeLike = np.int64) -> NDArray[Any]:
    """An array of whole numbers, contiguous; the caller's own where it is so already.

    Raises:
        InvalidInputError: It holds something else, one that is not whole or too large for the type, or has another shape.
    """
    array = _of_shape(name, _array(name, values), shape)
    if array.dtype.kind == "f" and not (np.abs(array) < _EXACT).all():
        raise InvalidInputError(f"{name} must be whole numbers, not NaN, infinite or past 2^53")
    if array.dtype.kind not in "iuf":
        raise InvalidInputError(f"{name} must be whole numbers, not {array.dtype}")
    whole = np.ascontiguousarray(array, dtype=dtype)
    # Numpy takes longer to compare a few numbers than Python does.
    same = whole.tolist() == array.tolist() if array.size <= _FEW else np.array_equal(whole, array)
    if not same:
        first = array[whole != array].flat[0]
        raise InvalidInputError(f"{name} must be whole numbers of {8 * whole.itemsize} bits, not {first}")
    return whole


def flags(name: str, values: ArrayLike, shape: tuple[int | None, ...]) -> NDArray[Any]:
    """An array of true and false, bool, contiguous; 0 and 1 count as such.

    Raises:
        InvalidInputError: It holds something else, or has another shape.
    """
    array = _of_shape(name, _array(name, values), shape)
    if array.dtype.kind != "b" and not (array.dtype.kind in "iu" and np.isin(array, (0, 1)).all()):
        raise InvalidInputError(f"{name} must be true or false, not {array.dtype}")
    return np.ascontiguousarray(array, dtype=np.bool_)


def whole_number(name: str, value: object, least: int = -(2**31)) -> int:
    """A whole number of 32 bits as a Python int.

    Raises:
        InvalidInputError: It is something else, or out of range.
    """
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        raise InvalidInputError(f"{name} must be a whole number, not {value!r}") from None
    if number < least:
        raise InvalidInputError(f"{name} must be at least {least}, not {number}")
    if number >= 2**31:
        raise InvalidInputError(f"{name} must be a whole number of 32 bits, not {number}")
    return number


def real_number(name: str, value: object) -> float:
    """A real number as a Python float.

    Raises:
        InvalidInputError: It is something else.
    """
    return float(reals(name, value, ()))  # type: ignore[arg-type]


def _array(name: str, values: ArrayLike) -> NDArray[Any]:
    try:
        return np.asarray(values)
    except (TypeError, ValueError) as fault:
        raise InvalidInputError(f"{name} must be an array of numbers: {str(fault).splitlines()[0]}") from None


def _of_shape(name: str, array: NDArray[Any], shape: tuple[int | None, ...]) -> NDArray[Any]:
    if array.ndim != len(shape) or any(wanted not in (None, length) for wanted, length in zip(shape, array.shape, strict=True)):
        wanted = ", ".join("n" if length is None else str(length) for length in shape)
        raise InvalidInputError(f"{name} must have the shape [{wanted}], not {list(array.shape)}")
    return array

"""The functions of ``xanes.h`` for Python: handles and addresses in, exceptions out.

Every function of the library returns a status; the text of the last error belongs to the calling thread.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import Structure, byref, c_char_p, c_double, c_int, c_int32, c_int64, c_void_p, create_string_buffer, sizeof
from functools import partial
from pathlib import Path
from typing import TypeVar

from xanes.backends._c_lib import load_library
from xanes.backends.interruption import interruptible
from xanes.elements import SYMBOLS
from xanes.errors import InvalidInputError, XanesError
from xanes.neighbours import unknown_element

T = TypeVar("T")

INVALID_INPUT = 2

_ONE_STRUCTURE = [c_int64, c_void_p, c_void_p, c_void_p, c_void_p, c_int64]

_SIGNATURES: dict[str, list[type]] = {
    "xanes_last_error": [c_char_p, c_int64, c_void_p],
    "xanes_set_cancel_flag": [c_void_p],
    "xanes_open": [c_char_p, c_void_p],
    "xanes_models": [c_int64, c_char_p, c_int64, c_void_p],
    "xanes_info": [c_int64, c_char_p, c_int64, c_void_p],
    "xanes_open_model": [c_int64, c_char_p, c_void_p],
    "xanes_models_for": [c_int64, c_int64, c_char_p, c_char_p, c_int64, c_void_p],
    "xanes_open_descriptor_for": [c_int64, c_int64, c_char_p, c_void_p],
    "xanes_model_energies": [c_int64, c_void_p, c_int64],
    "xanes_broaden": [c_int64, c_void_p, c_void_p],
    "xanes_change_neighbours": [c_int64, c_int64, c_char_p, c_int64, c_char_p, c_char_p, c_void_p],
    "xanes_last_unknown_element": [c_void_p, c_char_p, c_int64, c_void_p],
    "xanes_open_descriptor": [c_int64, c_char_p, c_void_p],
    "xanes_describe": [c_int64, *_ONE_STRUCTURE, c_void_p, c_int64, c_void_p],
    "xanes_describe_many": [c_int64, c_void_p, c_int, c_void_p, c_int64, c_void_p, c_void_p, c_void_p],
    "xanes_reconstruct": [c_int64, c_void_p, c_int64, c_void_p, c_void_p],
    "xanes_reconstruction_shape": [c_int64, c_void_p, c_void_p],
    "xanes_reconstruction_solution": [c_int64, c_int64, c_void_p, c_void_p, c_int64, c_void_p],
    "xanes_fit": [c_int64, c_void_p, c_void_p, c_void_p, c_int64, c_void_p, c_int64, c_char_p, c_void_p],
    "xanes_fit_array": [c_int64, c_char_p, c_void_p, c_int64],
    "xanes_close": [c_int64],
    "xanes_predict": [c_int64, *_ONE_STRUCTURE, c_void_p, c_void_p, c_int64, c_void_p, c_void_p],
    "xanes_predict_many": [c_int64, c_void_p, c_int, c_void_p, c_void_p, c_int64, c_void_p, c_void_p, c_void_p, c_void_p],
    "xanes_explain_domain": [c_int64, *_ONE_STRUCTURE, c_char_p, c_int64, c_void_p],
}


class SearchArguments(Structure):
    """``xanes_search``."""

    _fields_ = [
        ("absorber", c_int),
        ("method", c_int),
        ("refine", c_int),
        ("maximum_solutions", c_int),
        ("seed", c_int),
        ("threads", c_int),
        ("time_limit", c_double),
        ("minimum_distance", c_double),
    ]


class BroadeningArguments(Structure):
    """``xanes_broadening``."""

    _fields_ = [(name, c_double) for name in ("core_hole_width", "gamma_max", "e_cent", "e_larg", "resolution")]


class SolutionFacts(Structure):
    """``xanes_solution``."""

    _fields_ = [("verdict", c_int), ("differing_counts", c_int), ("farthest_outside", c_double), ("distance_error", c_double)]


class Library:
    """The library, loaded. Handles of plugins, models and descriptors stay open as long as the process runs."""

    def __init__(self, path: Path) -> None:
        """Loads the library and declares its functions."""
        self._library = load_library(path)
        for name, arguments in _SIGNATURES.items():
            try:
                function = getattr(self._library, name)
            except AttributeError as fault:
                raise XanesError(f"{path}: has no function {name}; install the package again") from fault
            function.argtypes = arguments
            function.restype = c_int
        self.describe = self._checked(self._library.xanes_describe)
        self.model_energies = self._checked(self._library.xanes_model_energies)

    def open(self, manifest: str) -> int:
        """Opens a plugin by its manifest."""
        return self._handle(self._library.xanes_open, _encoded(manifest))

    def open_model(self, plugin: int, id_or_path: str | None) -> int:
        """Opens a model; the manifest's default one for None."""
        return self._handle(self._library.xanes_open_model, plugin, None if id_or_path is None else _encoded(id_or_path))

    def broaden(self, model: int, broadening: BroadeningArguments) -> int:
        """Opens a model with its spectra broadened in another way."""
        return self._handle(self._library.xanes_broaden, model, byref(broadening))

    def change_neighbours(self, model: int, ignored: bytes, substituted: bytes, taken_as: bytes) -> int:
        """Opens a model for structures some of whose atoms, by atomic number as int32, are left out or taken as others."""
        size = sizeof(c_int32)
        change = (len(ignored) // size, ignored, len(substituted) // size, substituted, taken_as)
        return self._handle(self._library.xanes_change_neighbours, model, *change)

    def open_descriptor(self, plugin: int, spec: str | None) -> int:
        """Makes a descriptor; the manifest's default one for None."""
        return self._handle(self._library.xanes_open_descriptor, plugin, None if spec is None else _encoded(spec))

    def models(self, plugin: int) -> list[str]:
        """The names of the installed models."""
        return self._text(self._library.xanes_models, plugin).splitlines()

    def models_for(self, plugin: int, numbers: bytes, count: int) -> list[str]:
        """A line with symbol and name for each of the atomic numbers, int32, that has a default model."""
        return self._text(self._library.xanes_models_for, plugin, count, numbers).splitlines()

    def open_descriptor_for(self, plugin: int, numbers: bytes, count: int) -> int:
        """Makes the default descriptor for absorbers of these atomic numbers, int32."""
        return self._handle(self._library.xanes_open_descriptor_for, plugin, count, numbers)

    def info(self, handle: int) -> str:
        """What a handle stands for, as JSON."""
        return self._text(self._library.xanes_info, handle)

    def describe_many(self, *arguments: int | None) -> None:
        """Writes the vectors of many sites."""
        self._interruptible(lambda: self._check(self._library.xanes_describe_many(*arguments)))

    def predict(self, *arguments: int) -> tuple[bool, float]:
        """Writes a spectrum; returns whether its structure is inside the domain, and its distance."""
        inside, distance = c_int(), c_double()
        self._interruptible(lambda: self._check(self._library.xanes_predict(*arguments, byref(inside), byref(distance))))
        return bool(inside.value), distance.value

    def predict_many(self, *arguments: int | None) -> None:
        """Writes the spectra of many sites."""
        self._interruptible(lambda: self._check(self._library.xanes_predict_many(*arguments)))

    def explain_domain(self, *arguments: int) -> str:
        """Why a structure is inside or outside."""
        return self._interruptible(lambda: self._text(self._library.xanes_explain_domain, *arguments))

    def reconstruct(self, descriptor: int, values: int, count: int, search: SearchArguments) -> int:
        """Finds structures; returns the handle of what was found."""
        return self._interruptible(lambda: self._handle(self._library.xanes_reconstruct, descriptor, values, count, byref(search)))

    def atom_count(self, reconstruction: int) -> int:
        """The number of atoms in each structure that was found."""
        atoms = c_int64()
        self._check(self._library.xanes_reconstruction_shape(reconstruction, None, byref(atoms)))
        return atoms.value

    def solution(self, *arguments: int) -> SolutionFacts:
        """Writes a structure that was found; returns what is said of it."""
        facts = SolutionFacts()
        self._check(self._library.xanes_reconstruction_solution(*arguments, byref(facts)))
        return facts

    def fit(
        self, model: int, starts: int, photon_energy: int, absorption: int, points: int, noise: int, noise_count: int, spec: str
    ) -> int:
        """Fits structures to a measured spectrum; returns the handle of the result."""
        return self._interruptible(
            lambda: self._handle(
                self._library.xanes_fit, model, starts, photon_energy, absorption, points, noise, noise_count, spec.encode()
            )
        )

    def fit_array(self, fit: int, name: str, values: int, count: int) -> None:
        """Writes an array of a fit's result."""
        self._check(self._library.xanes_fit_array(fit, name.encode(), values, count))

    def close(self, handle: int) -> None:
        """Closes a handle."""
        self._check(self._library.xanes_close(handle))

    def function(self, name: str, *arguments: type) -> Callable[..., None]:
        """A further function of the library, which raises where it fails.

        Args:
            name: Its name.
            arguments: The types of its arguments.
        """
        return self._checked(self._declared(name, *arguments))

    def opener(self, name: str, *arguments: type) -> Callable[..., int]:
        """A further function of the library whose last argument takes a handle; it returns that."""
        return partial(self._handle, self._declared(name, *arguments))

    def interruptible_opener(self, name: str, *arguments: type) -> Callable[..., int]:
        """As :meth:`opener`; Ctrl-C ends the function's calls."""
        function = self.opener(name, *arguments)
        return lambda *given: self._interruptible(lambda: function(*given))

    def _declared(self, name: str, *arguments: type) -> Callable[..., int]:
        function: Callable[..., int] = getattr(self._library, name)
        function.argtypes, function.restype = arguments, c_int  # type: ignore[attr-defined]
        return function

    def _checked(self, function: Callable[..., int]) -> Callable[..., None]:
        def call(*arguments: object) -> None:
            status = function(*arguments)
            if status:
                self._check(status)

        return call

    def _interruptible(self, call: Callable[[], T]) -> T:
        """Makes a call that Ctrl-C ends."""
        return self.cancellable(c_int(), call)

    def cancellable(self, flag: c_int, call: Callable[[], T]) -> T:
        """Makes a call that Ctrl-C ends, or a flag of the caller's once it is not 0."""
        return interruptible(lambda: self._with_flag(flag, call), partial(setattr, flag, "value", 1))

    def _with_flag(self, flag: c_int, call: Callable[[], T]) -> T:
        self._library.xanes_set_cancel_flag(byref(flag))
        try:
            return call()
        finally:
            self._library.xanes_set_cancel_flag(None)

    def _handle(self, function: Callable[..., int], *arguments: object) -> int:
        handle = c_int64()
        self._check(function(*arguments, byref(handle)))
        return handle.value

    def _text(self, function: Callable[..., int], *arguments: object) -> str:
        """A text of any length: the first call asks for the length, the second for the text."""
        length = c_int64()
        self._check(function(*arguments, None, 0, byref(length)))
        buffer = create_string_buffer(length.value + 1)
        self._check(function(*arguments, buffer, len(buffer), None))
        return buffer.value.decode()

    def _check(self, status: int) -> None:
        if status == 0:
            return
        length = c_int64()
        self._library.xanes_last_error(None, 0, byref(length))
        buffer = create_string_buffer(length.value + 1)
        self._library.xanes_last_error(buffer, len(buffer), None)
        if status == INVALID_INPUT:
            self._check_element()
        raise (InvalidInputError if status == INVALID_INPUT else XanesError)(buffer.value.decode())

    def _check_element(self) -> None:
        """Raises the last error where it is that of an element that a model does not know."""
        number, length = c_int(), c_int64()
        self._library.xanes_last_unknown_element(byref(number), None, 0, byref(length))
        if number.value:
            buffer = create_string_buffer(length.value + 1)
            self._library.xanes_last_unknown_element(None, buffer, len(buffer), None)
            raise unknown_element(buffer.value.decode(), SYMBOLS[number.value - 1])


def _encoded(text: str) -> bytes:
    """Text as C reads it.

    Raises:
        InvalidInputError: It holds NUL, or characters that are not Unicode, as a file name that is not UTF-8 does.
    """
    try:
        encoded = text.encode()
    except UnicodeEncodeError as fault:
        raise InvalidInputError(f"{text!r} is not valid Unicode; rename the file") from fault
    if b"\0" in encoded:
        raise InvalidInputError(f"{text!r} holds the character NUL; remove it")
    return encoded

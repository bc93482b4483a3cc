"""Python's and Fortran's declarations of the C library beside its header, as cffi reads that."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

import cffi
import pytest
from xanes.backends import _c_api

INCLUDE = Path(__file__).resolve().parents[2] / "src" / "Xanes.Native" / "include"
POINTER = "pointer"
FORTRAN_KINDS = {"c_int": 4, "c_int32_t": 4, "c_int64_t": 8, "c_double": 8, "c_float": 4, "c_int8_t": 1, "c_char": 1}
STRUCTURES = {
    "xanes_search": _c_api.SearchArguments,
    "xanes_broadening": _c_api.BroadeningArguments,
    "xanes_solution": _c_api.SolutionFacts,
}
FORTRAN = re.sub(r"&\s*\n\s*", "", re.sub(r"!.*", "", (INCLUDE / "xanes.f90").read_text(encoding="utf-8")))


def header() -> cffi.FFI:
    """The header without what is for the preprocessor."""
    text = (INCLUDE / "xanes.h").read_text(encoding="utf-8")
    text = re.sub(r"#ifdef __cplusplus.*?#endif", "", text, flags=re.DOTALL)
    library = cffi.FFI()
    library.cdef("\n".join(line for line in text.splitlines() if not line.startswith("#")))
    return library


HEADER = header()
NAMES = sorted(set(re.findall(r"^int (xanes_\w+)\(", (INCLUDE / "xanes.h").read_text(encoding="utf-8"), re.MULTILINE)))


def kinds_in_c(name: str) -> list[object]:
    """What each argument is: the size of a value, and whether it is a floating-point number; or a pointer."""
    declared = re.search(rf"^int {name}\((.*?)\);", (INCLUDE / "xanes.h").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    arguments = [re.sub(r"\w+$", "", argument.strip()) for argument in declared[1].split(",")]
    return [kind_in_c(HEADER.typeof(re.sub(r"\s+", " ", argument))) for argument in arguments]


def kind_in_c(type_: cffi.FFI.CType) -> object:
    """Of one type of the header."""
    return POINTER if type_.kind == "pointer" else (HEADER.sizeof(type_), type_.cname in ("double", "float"))


def kind_in_python(type_: type) -> object:
    """Of one type of ctypes."""
    return POINTER if type_ in (ctypes.c_char_p, ctypes.c_void_p) else (ctypes.sizeof(type_), type_ in (ctypes.c_double, ctypes.c_float))


def kind_in_fortran(declaration: str) -> object:
    """Of what stands before the two colons."""
    if "c_ptr" in declaration:
        return POINTER
    return POINTER if "value" not in declaration else sized(declaration)


def sized(declaration: str) -> object:
    """Size and whether it is a floating-point number."""
    kind = re.search(r"\((?:kind=)?(\w+)\)", declaration)[1]
    return FORTRAN_KINDS[kind], declaration.startswith("real")


def declarations(body: str) -> dict[str, str]:
    """The names of a Fortran body with what is declared of each."""
    found = {}
    for line in body.splitlines():
        if "::" in line and "import" not in line:
            declaration, names = line.split("::")
            for name in re.sub(r"\(.*?\)", "", names).split(","):
                found[name.split("=")[0].strip()] = declaration.strip()
    return found


def test_the_header_is_read_whole() -> None:
    assert len(NAMES) > 40
    assert kinds_in_c("xanes_close") == [(8, False)]
    assert kinds_in_c("xanes_last_error") == [POINTER, (8, False), POINTER]


@pytest.mark.parametrize("name", sorted(_c_api._SIGNATURES))
def test_python_calls_each_function_as_the_header_declares_it(name: str) -> None:
    assert [kind_in_python(type_) for type_ in _c_api._SIGNATURES[name]] == kinds_in_c(name)


@pytest.mark.parametrize("name", sorted(STRUCTURES))
def test_the_structures_of_python_lie_in_memory_as_those_of_the_header(name: str) -> None:
    declared = [(field, found.offset) for field, found in HEADER.typeof(name).fields]
    mine = STRUCTURES[name]

    assert [(field, getattr(mine, field).offset) for field, _ in mine._fields_] == declared
    assert ctypes.sizeof(mine) == HEADER.sizeof(name)


@pytest.mark.parametrize("name", NAMES)
def test_fortran_declares_each_function_as_the_header_does(name: str) -> None:
    declared = re.search(rf"integer\(c_int\) function {name}\((.*?)\) bind\(c\)(.*?)end function", FORTRAN, re.DOTALL)
    if declared is None:
        pytest.fail(f"xanes.f90 has no {name}")
    types = declarations(declared[2])

    assert [kind_in_fortran(types[argument.strip()]) for argument in declared[1].split(",")] == kinds_in_c(name)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"type, bind\(c\) :: (\w+)", FORTRAN))))
def test_fortran_lists_the_fields_of_each_structure_as_the_header_does(name: str) -> None:
    body = re.search(rf"type, bind\(c\) :: {name}\n(.*?)end type", FORTRAN, re.DOTALL)[1]
    mine = [(field, POINTER if "c_ptr" in declaration else sized(declaration)) for field, declaration in declarations(body).items()]

    assert mine == [(field, kind_in_c(found.type)) for field, found in HEADER.typeof(name).fields]

"""Element symbols and atomic numbers, hydrogen (1) to oganesson (118)."""

from __future__ import annotations

from xanes.errors import InvalidInputError

_TABLE = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr "
    "Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu "
    "Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr "
    "Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og"
)

SYMBOLS = _TABLE.split()

_NUMBERS = {symbol: number for number, symbol in enumerate(SYMBOLS, start=1)}


def atomic_number(symbol: str) -> int:
    """The atomic number of a symbol; the case of its letters does not matter."""
    number = _NUMBERS.get(symbol.capitalize())
    if number is None:
        raise InvalidInputError(f"'{symbol}' is not an element; use a symbol of the periodic table, such as O, Si or Fe")
    return number

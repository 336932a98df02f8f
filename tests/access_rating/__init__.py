"""Who may, area by area: every address and every step of the five roles and the rulebooks.

Each module holds ADDRESSES (name → AddressRow), PUBLIC (names that anybody opens) and STEPS (name → StepRow).
"""

import importlib
import pkgutil

AREAS = [
    importlib.import_module(f"{__name__}.{one.name}")
    for one in pkgutil.iter_modules(__path__)
    if one.name != "rows"
]
ADDRESSES = {name: row for area in AREAS for name, row in area.ADDRESSES.items()}
PUBLIC = {name for area in AREAS for name in area.PUBLIC}
STEPS = {name: row for area in AREAS for name, row in area.STEPS.items()}

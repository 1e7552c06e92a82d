"""The provider that docs/add-a-provider.md shows: its code as it stands there, as a module."""

import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

PAGE = Path(__file__).resolve().parents[2] / "docs" / "add-a-provider.md"
NAME = "gazette_provider"


def code_blocks() -> list[str]:
    """The provider, and its tests."""
    return re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)


@cache
def documented_module() -> ModuleType:
    """The provider's module, imported under the name that the page gives it."""
    module = ModuleType(NAME)
    sys.modules[NAME] = module
    exec(compile(code_blocks()[0], f"{PAGE.name}: {NAME}.py", "exec"), vars(module))
    return module

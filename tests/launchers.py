"""The scripts of packaging/ as modules; they lie outside the package because they run before it exists."""

import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parents[1] / "packaging"


def _load_test_script() -> ModuleType:
    # By its own name it would be taken for the standard library's package ``test``.
    spec = spec_from_file_location("test_script", FOLDER / "test.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


sys.path.insert(0, str(FOLDER))
try:
    environment = import_module("environment")
    system_packages = import_module("system_packages")
    run = import_module("run")
    test_script = _load_test_script()
finally:
    sys.path.remove(str(FOLDER))

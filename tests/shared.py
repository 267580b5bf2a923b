"""Reference material that lives beside the checkout on a developer's machine; absent in a plain clone."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("BOOKORBIT_SHARED", Path(__file__).resolve().parents[2] / "shared"))

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"reference material is absent: {SHARED.name}/")

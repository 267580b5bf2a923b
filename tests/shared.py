"""The documents, and reference material that lives beside a developer's checkout; absent in a plain clone."""

import os
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
SHARED = Path(os.environ.get("BOOKORBIT_SHARED", Path(__file__).resolve().parents[2] / "shared"))

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"reference material is absent: {SHARED.name}/")

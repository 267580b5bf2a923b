"""Memory that was given back goes back to the system."""

import subprocess
import sys

import pytest

USES_LARGE_BLOCKS = """
import ctypes, sys
from bookorbit_desktop.system.processes import return_large_blocks

class Figures(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in ("arena", "a", "b", "c", "mapped", "d", "e", "used", "free", "f")]

figures = ctypes.CDLL(None).mallinfo2
figures.restype = Figures
assert return_large_blocks() or "off" in sys.argv
if "off" in sys.argv:
    ctypes.CDLL(None).mallopt(-3, 32 << 20)
for _ in range(3):
    del [bytearray(16 << 20)][:]
block = bytearray(8 << 20)
print(figures().mapped >= 8 << 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc is Linux's")
@pytest.mark.parametrize(("switch", "is_mapped"), [("on", "True"), ("off", "False")])
def test_a_large_block_is_the_systems_again_once_it_is_free(switch: str, is_mapped: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", USES_LARGE_BLOCKS, switch], capture_output=True, text=True, check=False
    )
    if "mallinfo2" in ran.stderr:
        pytest.skip("an allocator without figures")
    assert (ran.stdout.strip(), ran.stderr) == (is_mapped, "")

"""Where the frozen program starts."""

import multiprocessing

from bookorbit_desktop.app import run

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a process that reads books is this program once more
    run()

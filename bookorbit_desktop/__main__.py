"""`python -m bookorbit_desktop`."""

from bookorbit_desktop.app import run

if __name__ == "__main__":
    run()

"""The promises of issue 12 about the first login, the door and the wire, on one running program."""

import re

from bookorbit_desktop.domain.passphrase import koreader_key
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program
from tests.integration.devices.device_tree import DeviceTree

DEVICE_ADDRESS = "http://192.168.1.20:7200"


class TestPoint1ThePassphraseOnTheScreenWorks:
    def test_a_dry_run_makes_no_account_and_a_real_set_up_shows_the_passphrase_that_it_wrote(
        self, program: Program, tree: DeviceTree
    ) -> None:
        words = ("device", "setup", tree.root, "--address", DEVICE_ADDRESS)
        program.run(*words, "--dry-run")
        # Asked by a reading command's way in: the account would be named in the server's first lines.
        assert "No reader can log in yet" in "\n".join(_first_words(program))

        said = program.run(*words).stdout
        shown = re.search(r"^Passphrase: (.+)$", said, re.MULTILINE)
        assert shown, said
        written = (tree.data / "settings" / "kosync.lua").read_text()
        assert koreader_key(shown[1]) in written
        server = program.serve()
        assert Reader(server.port, "reader", shown[1]).log_in().status == 200

    def test_the_passphrase_of_a_first_credentials_command_is_let_in(self, program: Program) -> None:
        said = program.run("credentials").stdout
        shown = re.search(r"^Passphrase: (.+)$", said, re.MULTILINE)
        assert shown, said
        server = program.serve()
        assert Reader(server.port, "reader", shown[1]).log_in().status == 200


def _first_words(program: Program) -> list[str]:
    server = program.serve()
    server.stop()
    return server.err

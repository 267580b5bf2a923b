""" "Nothing arriving?": what the server has seen, and what else it can be."""

import sys

from bookorbit_desktop.domain.koreader.progress import Document
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.koreader.text import firewall_text, login_text, method_text, push_text
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.copy_field import CopyField
from bookorbit_desktop.ui.widgets.labels import label, set_tone


class HelpCard(Card):
    """The last login with its reason, the last progress, and the firewall."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("Nothing arriving?"))
        self._context = context
        self._login = label("", wrap=True)
        self._refusal = label("", wrap=True)
        self._push = label("", wrap=True)
        self._method = label("", "detail", wrap=True)
        self._firewall = CopyField(tr("firewall command"), narrow=True)
        for part in (self._login, self._refusal, self._push, self._method):
            self.body.addWidget(part)
        self.body.addWidget(label(firewall_text(), "detail", wrap=True))
        self.body.addWidget(self._firewall)
        self._firewall.setVisible(sys.platform.startswith("linux"))

    @property
    def login(self) -> str:
        """What is said about the last login."""
        return self._login.text()

    @property
    def push(self) -> str:
        """What is said about the last progress."""
        return self._push.text()

    @property
    def method(self) -> str:
        """What is said about the device's matching method."""
        return self._method.text()

    def refresh(self, documents: list[Document]) -> None:
        """Show what was seen last."""
        logins, now = self._context.services.logins, self._context.services.clock.now()
        attempt, refusal = logins.latest_login, logins.latest_refusal
        self._login.setText(login_text(attempt, now))
        set_tone(self._login, Tone.ERROR if attempt and not attempt.accepted else None)
        is_other = refusal is not None and refusal is not attempt
        self._refusal.setText(
            tr("Refused: {0}").format(localize(refusal.reason)) if refusal and is_other else ""
        )
        self._refusal.setVisible(is_other)
        set_tone(self._refusal, Tone.ATTENTION)
        self._push.setText(push_text(documents, now))
        self._method.setText(method_text(documents))
        self._method.setVisible(bool(documents))
        address = self._context.server.address
        port = address.port if address else self._context.services.preferences.current.port
        self._firewall.set_value(f"sudo ufw allow {port}/tcp")

"""Consent item by item, and what a no to taking part leads to."""

from persona_wizard.interviewing import CLOSING, Session
from persona_wizard.model.bank import ConsentItem
from persona_wizard.model.languages import Words
from persona_wizard.model.pseudonyms import same_pseudonym
from persona_wizard.plain.exchange import Exchange
from persona_wizard.plain.typed import yes_or_no
from persona_wizard.studies.erasing import was_erased, what_goes
from persona_wizard.studies.interviews import Sitting

_AGAIN = {
    True: "You said yes. Still so?",
    False: "You said no. Still so?",
}


class Consents:
    """Which item of consent is open here: in the Closing those of the Opening are, once more."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._again = {item.id for item in session.bank.opening.consent}

    def open_item(self) -> ConsentItem | None:
        """The next item to ask in the frame that the session stands in."""
        given = self._session.interview.consent
        again = self._again if self._session.place == CLOSING else ()
        items = self._session.frame().consent
        return next((item for item in items if item.id in again or item.id not in given), None)

    def question(self, item: ConsentItem) -> str:
        """How an item is asked."""
        given = self._session.interview.consent.get(item.id)
        if given is None:
            return f"{item.text} (y or n)"
        return f"{item.text.rstrip('.')}. {_AGAIN[given]} (y or n)"

    def give(self, item_id: str, given: bool) -> None:
        self._session.consent(item_id, given)
        if self._session.place == CLOSING:
            self._again.discard(item_id)


def offer_to_erase(sitting: Sitting, exchange: Exchange, words: Words) -> bool:
    """Say what would go and have the pseudonym typed; whether the interview was erased.

    A line that answers nothing is put back. Raises StoreError; then the interview is still there.
    """
    interview = sitting.session.interview
    who = interview.pseudonym
    exchange.say(what_goes(who, sitting.has_a_name, sitting.is_only_one))
    how = f"Type {who} to erase it for good: it cannot be brought back. n keeps it, not counted."
    while True:
        line = exchange.ask(how)
        said = yes_or_no(line or "", words)
        if line is None or not line.strip() or said is False:
            break
        if same_pseudonym(who, line):
            exchange.say(was_erased(interview, sitting.erase()))
            return True
        if said is None:
            exchange.put_back(line)
            break
        # A yes is not enough to lose an interview, and must not become one to the next item.
        exchange.refuse(f"Nothing was erased: only {who} erases it.")
    exchange.say("Kept, not counted.")
    return False

"""One's own editor in the wizard's terminal: lent, and taken back."""

from wizard_terminal import CTRL_Q, ESC, Start

from persona_wizard.store import StudyFolder


def test_a_bank_is_edited_and_checked(start: Start, study: StudyFolder) -> None:
    bank = study.folder / "question_banks" / "every-kind.md"
    wizard = start("cedar", env={"VISUAL": "", "EDITOR": "sed -i 's/cups a day/pots a day/'"})
    wizard.shows("No interview yet")
    wizard.type("b")
    wizard.shows("One of every kind [every-kind]")
    wizard.type("e")
    wizard.shows("the bank can be used as it is")
    assert "How many pots a day?" in bank.read_text()
    wizard.type("/pots a")
    wizard.shows("pots a", "every-kind")
    wizard.type(ESC)
    wizard.type(CTRL_Q)
    assert wizard.ends() == 0
    assert wizard.restored


def test_control_c_is_the_editors_and_not_the_wizards(start: Start, study: StudyFolder) -> None:
    waits = "trap 'exit 3' INT; echo all yours; while :; do sleep 0.05; done"
    wizard = start("cedar", env={"VISUAL": f'sh -c "{waits}"'})
    wizard.shows("No interview yet")
    wizard.type("b")
    wizard.shows("One of every kind [every-kind]")
    wizard.type("e")
    wizard.until(lambda: b"all yours" in wizard.output, "the editor")
    wizard.type("\x03")
    wizard.shows("“sh” ended with status 3.", "the bank can be used as it is")
    wizard.type("d")
    wizard.shows("“every-kind” is no copy of another bank.")
    wizard.type(CTRL_Q)
    assert wizard.ends() == 0
    assert wizard.restored

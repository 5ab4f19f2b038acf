"""Input at fault on the screens: one plain line, and nothing lost."""

from pathlib import Path

from wizard_terminal import CTRL_E, CTRL_Q, CTRL_U, ENTER, ESC, Start

from persona_wizard.store import StudyFolder


def test_a_photo_that_is_no_picture(start: Start, study: StudyFolder, tmp_path: Path) -> None:
    (tmp_path / "letter.png").write_text("a letter")
    before = (study.folder / "study.json").read_bytes()
    wizard = start("cedar")
    wizard.shows("No interview yet")
    wizard.type("p")
    wizard.shows("No name yet: press N")
    wizard.type("h")
    wizard.shows("Which picture?")
    wizard.type("letter.png" + ENTER)
    wizard.shows("letter.png is not a picture")
    wizard.type(CTRL_Q)
    assert wizard.ends() == 0
    assert (study.folder / "study.json").read_bytes() == before
    assert list((study.folder / "photos").iterdir()) == []


def test_a_folder_that_is_no_study(start: Start, tmp_path: Path) -> None:
    told = start("letters")
    assert told.ends() == 1
    assert told.output.decode().startswith("letters is no study: it has no study.json.")
    assert not told.restored  # it never drew

    wizard = start()
    wizard.shows("Open a folder…")
    wizard.type("o")
    wizard.shows("Which folder is the study in?")
    wizard.type("letters" + ENTER)
    wizard.shows("letters is no study", "Try the sample")
    wizard.type(CTRL_Q)
    assert wizard.ends() == 0


def test_a_new_study_over_another_is_told_in_the_form(start: Start, study: StudyFolder) -> None:
    before = (study.folder / "study.json").read_bytes()
    wizard = start()
    wizard.shows("Cedar Coffee", "New study")
    wizard.type("n")
    wizard.shows("What is the product called?")
    wizard.type("Tea" + ENTER)
    wizard.type("Tea study" + ENTER)
    # Past competitors, currency, limits and language.
    wizard.type(ENTER * 4)
    wizard.type(CTRL_E + CTRL_U + "cedar" + ENTER)
    wizard.shows("cedar is a study already. Nothing was changed.")
    wizard.type(ESC)
    wizard.shows("Try the sample")
    assert (study.folder / "study.json").read_bytes() == before

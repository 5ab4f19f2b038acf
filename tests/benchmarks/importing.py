"""How long a survey of 10,000 respondents takes to come into a study; see README.md."""

import csv
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from persona_wizard.model.headings import Audience
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.importing import bring_in, read_survey
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.shelf_keeping import folder_of_banks, new_bank_from

CLOSED = 12
CHOICES = ("Search engines", "Friends and family", "The trade press (papers, fairs, etc.)", "Shops")
WORDS = ("it", "took", "a", "long", "while", "and", "nobody", "knew", "why", "it", "broke", "again")


def survey(file: Path, respondents: int) -> None:
    """Twelve questions with several choices each, and two answered in a sentence."""
    chance = Random(1)
    asked = [f"Which of these did you use for job {n}?" for n in range(CLOSED)]
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(
            ["Timestamp", "E-mail", *asked, "What got in the way?", "What would you change?"]
        )
        for number in range(respondents):
            ticked = (", ".join(chance.sample(CHOICES, chance.randint(1, 3))) for _ in asked)
            said = (" ".join(chance.choices(WORDS, k=20)) for _ in range(2))
            day, mail = f"2025-01-{number % 28 + 1:02d} 10:00", f"somebody{number}@example.org"
            writer.writerow([day, mail, *ticked, *said])


def main(respondents: int) -> None:
    with TemporaryDirectory() as place:
        file = Path(place, "survey.csv")
        survey(file, respondents)
        columns = Path(place, "columns.toml")
        columns.write_text('participant = "E-mail"')
        store = new_study(Path(place, "study"), "Tea")
        deeds = {
            "a bank proposed": lambda: new_bank_from(
                file, "tea", "Tea", Audience.PROSPECTS, folder_of_banks(store)
            ),
            "a dry run": lambda: read_survey(store, file, "tea", columns),
            "imported": lambda: bring_in(
                store, read_survey(store, file, "tea", columns), unwatched
            ),
            "once more": lambda: bring_in(
                store, read_survey(store, file, "tea", columns), unwatched
            ),
        }
        print(f"{respondents} respondents, seconds by the clock and of the processor")
        for deed, do in deeds.items():
            clock, processor = perf_counter(), process_time()
            do()
            print(f"{deed:<16} {perf_counter() - clock:6.1f} {process_time() - processor:6.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

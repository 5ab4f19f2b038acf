"""What leaves a study is the same bytes wherever, whenever and in whatever order it is made."""

import os
import subprocess
import sys
from pathlib import Path

from persona_wizard.export import Layout
from persona_wizard.export.formats import Format
from persona_wizard.store import StudyFolder
from persona_wizard.studies.demo import make_demo
from persona_wizard.studies.exporting import Wanted, content_of
from persona_wizard.studies.reading import read_study

# A folder's files come in another order on another disk, and the clock shows another day.
_SCRIPT = """
import datetime, os, random, sys, time
from pathlib import Path

folder, day, seed = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
listed, chance = os.listdir, random.Random(seed)
os.listdir = lambda *where: chance.sample(names := sorted(listed(*where)), len(names))

class Day(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(day, tz)

class Today(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(day)

datetime.datetime, datetime.date, time.time = Day, Today, lambda: day

from persona_wizard.export import Layout
from persona_wizard.export.formats import Format
from persona_wizard.store import StudyFolder
from persona_wizard.studies.exporting import Wanted, content_of
from persona_wizard.studies.reading import read_study

store = StudyFolder.open(folder)
reading = read_study(store)
for layout in Layout:
    for format in Format:
        wanted = Wanted(format=format, layout=layout, hypotheses=True, allow_gaps=True)
        sys.stdout.buffer.write(content_of(store, reading, wanted))
"""
_SURROUNDINGS = (
    ("0", {"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}),
    ("1700000000", {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8"}),
    ("4000000000", {"PYTHONHASHSEED": "3", "TZ": "UTC", "LC_ALL": "vi_VN.UTF-8", "COLUMNS": "20"}),
)


def test_no_surroundings_change_a_byte_of_what_leaves(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    make_demo(folder)
    store = StudyFolder.open(folder)
    reading = read_study(store)
    here = b"".join(
        content_of(
            store, reading, Wanted(format=form, layout=layout, hypotheses=True, allow_gaps=True)
        )
        for layout in Layout
        for form in Format
    )
    assert b"## " in here
    for seed, (day, around) in enumerate(_SURROUNDINGS):
        made = subprocess.run(
            [sys.executable, "-c", _SCRIPT, str(folder), day, str(seed)],
            env=os.environ | around,
            capture_output=True,
            check=False,
        )
        assert made.stdout == here, made.stderr.decode()

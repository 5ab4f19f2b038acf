"""What every test needs: nobody's own settings, shelves or colours, and the sample study."""

import gc
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from persona_wizard.studies.demo import make_demo


def pytest_collection_finish() -> None:
    """Leave what was imported and collected alone: all of it is needed till the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 20)


@pytest.fixture(scope="session")
def _folders_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders, each used once: pytest looks through all its own for the next number."""
    all_of_them = tmp_path_factory.mktemp("apart")
    return (all_of_them / str(number) for number in count())


@pytest.fixture(scope="session", autouse=True)
def _signals_as_in_a_terminal() -> None:
    """Children inherit the deafness of tests that run in the background, and would never end."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _apart(_folders_apart: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own state, shelf and theme out of the tests."""
    apart = next(_folders_apart)
    apart.mkdir()
    monkeypatch.setenv("PERSONA_WIZARD_STATE", str(apart / "state"))
    monkeypatch.setenv("PERSONA_WIZARD_SHELF", str(apart / "shelf"))
    monkeypatch.setenv("PERSONA_WIZARD_SETTINGS", str(apart / "settings.toml"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    for name in ("NO_COLOR", "TEXTUAL_THEME", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, to be copied and never changed: a copy is made far sooner."""
    folder = tmp_path_factory.mktemp("sample") / "cedar-coffee"
    make_demo(folder)
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data that lies beside the project on some machines."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of shared data is not beside the project")
    return folder

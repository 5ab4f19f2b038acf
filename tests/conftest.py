"""What every test needs: nobody's own settings, shelves, zones or colours."""

import signal
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _signals_as_in_a_terminal() -> None:
    """Children inherit the deafness of tests that run in the background, and would never end."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _apart(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own state, shelf and theme out of the tests."""
    apart = tmp_path_factory.mktemp("apart")
    monkeypatch.setenv("PERSONA_WIZARD_STATE", str(apart / "state"))
    monkeypatch.setenv("PERSONA_WIZARD_SHELF", str(apart / "shelf"))
    monkeypatch.setenv("PERSONA_WIZARD_SETTINGS", str(apart / "settings.toml"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    for name in ("NO_COLOR", "TEXTUAL_THEME", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data that lies beside the project on some machines."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of shared data is not beside the project")
    return folder

"""What every test needs: nobody's own settings, shelves, zones or colours."""

from pathlib import Path

import pytest


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

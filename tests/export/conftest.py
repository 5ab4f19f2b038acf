"""One browser for all who look at a card in it."""

from collections.abc import Iterator

import pytest
from chromium import Tab, browser


@pytest.fixture(scope="session")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("chromium")) as found:
        yield found

"""Fixtures: each programme is loaded once through the `tupo` command; tests run the services on copies of its data."""

from collections.abc import Callable, Iterator

import pytest

from harness import contracts

contracts.build()

from harness.city import City  # noqa: E402
from harness.command import apply_programme, import_figures  # noqa: E402
from harness.guarded import Caller, GuardedCity, guarded_city  # noqa: E402
from harness.place import Place  # noqa: E402

DEMONSTRATION = "jining-2013"
REAL = "provinces-real-estate"
StartCity = Callable[[str], City]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory) -> Callable[[str], Place]:
    """Places with a programme and all its figures, made once for each programme."""
    made: dict[str, Place] = {}

    def place(programme: str) -> Place:
        if programme not in made:
            base = tmp_path_factory.mktemp(f"loaded-{programme}")
            city = City(Place.new(base), base / "logs")
            try:
                apply_programme(city, programme)
                import_figures(city, programme)
                city.stop()
            finally:
                city.kill()
            made[programme] = city.place
        return made[programme]

    return place


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Place:
    """A place with the programme of 2013 and without figures."""
    base = tmp_path_factory.mktemp("empty")
    city = City(Place.new(base), base / "logs")
    try:
        apply_programme(city, DEMONSTRATION)
        city.stop()
    finally:
        city.kill()
    return city.place


@pytest.fixture(scope="session")
def start_city(loaded, tmp_path_factory) -> Iterator[StartCity]:
    """Starts services on a copy of a programme's data; they are drained at the end of the session."""
    cities: list[City] = []

    def start(programme: str) -> City:
        base = tmp_path_factory.mktemp(f"city-{programme}")
        cities.append(City(loaded(programme).copy(base), base / "logs"))
        return cities[-1]

    yield start
    try:
        for city in cities:
            city.stop()
    finally:
        for city in cities:
            city.kill()


@pytest.fixture(scope="session")
def city(start_city) -> City:
    """The zones of 2013, to be read only."""
    return start_city(DEMONSTRATION)


@pytest.fixture(scope="module")
def own_city(start_city) -> City:
    """The zones of 2013, for a module that writes."""
    return start_city(DEMONSTRATION)


@pytest.fixture(scope="session")
def provinces(start_city) -> City:
    """The provinces, to be read only, but for their bulletin."""
    return start_city(REAL)


@pytest.fixture(scope="session")
def guarded(loaded, tmp_path_factory) -> Iterator[GuardedCity]:
    """The zones of 2013 with TLS, an issuer of tokens, and people who have roles."""
    with guarded_city(loaded(DEMONSTRATION), tmp_path_factory.mktemp("guarded")) as city:
        yield city


@pytest.fixture(scope="session")
def auditor(guarded) -> Caller:
    """Who reads everything, and the log."""
    return guarded.caller(guarded.issuer.token("people/auditor"))


@pytest.fixture(scope="session")
def reporter(guarded) -> Caller:
    """Who reports for one zone."""
    return guarded.caller(guarded.issuer.token("people/reporter"))

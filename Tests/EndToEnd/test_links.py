"""What the executables are made of: one HTTP/2, one protobuf, one TLS, and only the libraries of the system that are named."""

import pytest

from harness.links import assert_it_holds_one_http2_and_protobuf, assert_it_needs_only_named_libraries
from harness.paths import BIN

PROGRAMS = "tupo", "tupo-indicators", "tupo-investment", "tupo-planning", "tupo-reporting"


@pytest.mark.parametrize("program", PROGRAMS)
def test_it_needs_only_the_libraries_that_are_named(program):
    assert_it_needs_only_named_libraries(BIN / program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_it_holds_no_second_http2_or_protobuf(program):
    assert_it_holds_one_http2_and_protobuf(BIN / program)

"""What holds for a desk on a local store holds for one on a server: the very same tests, asked over a socket."""

from __future__ import annotations

from types import ModuleType

from tests.chain import test_running_again
from tests.intake import test_resubmission
from tests.review import test_bulk, test_compare, test_postpone, test_standing

HERE_ALONE: dict[ModuleType, frozenset[str]] = {
    # They put something else inside the local desk.
    test_bulk: frozenset({"test_a_store_in_trouble_ends_the_rest_and_says_so"}),
}
SUITES = (
    test_running_again,
    test_resubmission,
    test_bulk,
    test_compare,
    test_postpone,
    test_standing,
)

for suite in SUITES:
    left_out = HERE_ALONE.get(suite, frozenset())
    assert left_out <= set(vars(suite)), "a test that is left out has another name now"
    for name, function in list(vars(suite).items()):
        if name.startswith("test_") and callable(function) and name not in left_out:
            globals()[f"test_{suite.__name__.rpartition('test_')[2]}__{name.removeprefix('test_')}"] = function

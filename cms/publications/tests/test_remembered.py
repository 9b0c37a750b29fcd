"""What is remembered takes so many bytes and no more, and what was used last stays."""

from cms.publications.remembered import Remembered


def filled(most: int, number: int = 1_000, size: int = 5_000) -> Remembered[int]:
    remembered: Remembered[int] = Remembered(most)
    for each in range(number):
        remembered.keep(each, each, size)
        assert remembered.octets <= most
    return remembered


def test_the_last_are_as_many_as_fit():
    remembered = filled(100_000)
    found = [each for each in range(1_000) if remembered.get(each) is not None]
    assert found == [*range(980, 1_000)]


def test_one_that_was_asked_again_stays():
    remembered = filled(100_000, number=20)
    assert remembered.get(0) == 0
    remembered.keep("next", 20, 5_000)
    assert [each for each in (0, 1, 2) if remembered.get(each) is not None] == [0, 2]


def test_one_that_is_replaced_counts_once():
    remembered = filled(100_000, number=1)
    remembered.keep(0, 7, 6_000)
    assert (remembered.get(0), remembered.octets) == (7, 6_000)


def test_what_takes_more_than_a_tenth_is_not_remembered_nor_what_it_replaces():
    remembered = filled(100_000, number=1)
    remembered.keep(0, 7, 10_001)
    assert (remembered.get(0), remembered.octets) == (None, 0)


def test_nothing_is_remembered_in_no_room():
    assert Remembered(0).largest == 0
    assert filled(0, number=1).get(0) is None


def test_everything_is_forgotten():
    remembered = filled(100_000)
    remembered.clear()
    assert (remembered.get(999), remembered.octets) == (None, 0)

import time

import numpy as np
import pytest

from claims.text.resampling import RESAMPLES, bootstrap_interval


def test_interval_holds_the_mean_and_narrows_with_more_units():
    values = np.tile([0.0, 1.0], 50)
    low, high = bootstrap_interval(100, lambda chosen: values[chosen].mean())
    # The standard error of 100 even coins is 0.05.
    assert (low, high) == pytest.approx((0.4, 0.6), abs=0.02)
    many = np.tile(values, 100)
    assert bootstrap_interval(10_000, lambda chosen: many[chosen].mean()) == pytest.approx((0.49, 0.51), abs=0.003)


def test_same_units_give_the_same_interval():
    values = np.arange(30.0)
    intervals = {bootstrap_interval(30, lambda chosen: values[chosen].mean()) for _ in range(3)}
    assert len(intervals) == 1


def test_each_draw_is_as_long_as_the_set_and_keeps_its_order():
    draws = []
    bootstrap_interval(7, lambda chosen: draws.append(chosen) or 0.0)
    assert len(draws) == RESAMPLES
    assert {len(chosen) for chosen in draws} == {7}
    assert all((np.diff(chosen) >= 0).all() for chosen in draws)
    assert {int(place) for chosen in draws for place in chosen} == set(range(7))


@pytest.mark.parametrize("units", [0, 1])
def test_sets_without_choice_have_no_width(units):
    assert bootstrap_interval(units, lambda chosen: float(len(chosen))) == (units, units)


def test_twenty_thousand_units_take_less_than_two_seconds():
    values = np.arange(20_000.0)
    started = time.process_time()
    bootstrap_interval(20_000, lambda chosen: values[chosen].mean())
    assert time.process_time() - started < 2.0

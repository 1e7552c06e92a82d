import itertools

import pytest

from claims.web.charts import HEIGHT, bar_chart


@pytest.mark.parametrize(("numbers", "heights"), [([0, 0], [0, 0]), ([1, 2], [HEIGHT // 2, HEIGHT]), ([], [])])
def test_highest_bar_fills_the_height(numbers, heights):
    chart = bar_chart([(f"2024-11-{day:02}", number) for day, number in enumerate(numbers, start=1)])
    assert [bar.height for bar in chart.bars] == heights
    assert {bar.y + bar.height for bar in chart.bars} <= {chart.base}


def test_bars_stand_side_by_side_inside_the_picture():
    chart = bar_chart([(f"2024-11-{day:02}", day) for day in range(1, 8)])
    places = [(bar.x, bar.x + chart.bar_width) for bar in chart.bars]
    assert all(left_end < right_start for (_, left_end), (right_start, _) in itertools.pairwise(places))
    assert (places[0][0] >= 0, places[-1][1] <= chart.width) == (True, True)

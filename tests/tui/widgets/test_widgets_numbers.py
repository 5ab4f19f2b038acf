import pytest

from persona_wizard.model.bank import Kind
from persona_wizard.model.numbers import read_number
from persona_wizard.tui.widgets.number import NumberEntry
from persona_wizard.tui.widgets.scale import Scale


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7", 7),
        ("-3", -3),
        ("−3", -3),
        ("1.5", 1.5),
        ("1,5", 1.5),
        (",5", 0.5),
        ("0,125", 0.125),
        ("2.", 2.0),
        ("1 500", 1500),
        ("1 500 000,5", 1500000.5),
        ("12\u202f000", 12000),
        ("１２", 12),
        ("1,000,000", 1000000),
        ("1.000.000", 1000000),
        ("1.250,00", 1250.0),
        ("1,250.50", 1250.5),
        ("-1,250.5", -1250.5),
        ("999.999.999.999,5", 999999999999.5),
        ("1,000.000.000", None),
        ("1,250,00", None),
        ("12,34,567", None),
        ("1,250.", None),
        ("", None),
        ("-", None),
        ("about 20", None),
        ("1,500", None),
        ("1.500", None),
        ("1.2.3", None),
        ("nan", None),
        ("inf", None),
        ("1e9", None),
        ("1_000", None),
        ("9" * 5000, None),
        ("20 30", None),
    ],
)
def test_what_reads_as_a_number(typed, number):
    assert read_number(typed) == number


def test_whole_numbers_stay_whole():
    assert isinstance(read_number("7"), int)
    assert isinstance(read_number("7,0"), float)


def told_as_amiss(bench):
    return str(bench.query_one(NumberEntry).query_one(".amiss").render())


async def test_a_number_and_its_unit(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.NUMBER, unit="cups [a day]"))
        await bench.type(pilot, *"1,5", "enter")
        assert bench.last.value == 1.5
        assert bench.went_on
        unit = bench.query_one(NumberEntry).query_one(".unit")
        assert str(unit.render()) == "cups [a day]"


@pytest.mark.parametrize(
    ("typed", "amiss"),
    [
        ("about 20", "Not a number; kept as a remark."),
        ("300", "300 is above 120; kept as a remark."),
        ("-1", "-1 is below 0; kept as a remark."),
        ("1,500", "1500 or a fraction? Type 1500 or 1,5000; kept as a remark."),
    ],
)
async def test_what_is_no_number_is_kept_and_never_blocks(bench, ask, typed, amiss):
    question = ask(Kind.NUMBER, minimum=0, maximum=120)
    async with bench.run_test() as pilot:
        await bench.begin(question)
        await bench.type(pilot, *typed, "tab", *"she said")
        assert (bench.last.value, bench.last.text) == (None, f"{typed}\nshe said")
        assert told_as_amiss(bench) == amiss
        await bench.type(pilot, "tab", "enter")
        assert bench.went_on


@pytest.mark.parametrize("half", ["", "-", "2."])
async def test_half_typed_is_not_scolded(bench, ask, half):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.NUMBER))
        await bench.type(pilot, *half)
        assert told_as_amiss(bench) == ""


async def test_a_mistyped_number_leaves_nothing_behind_once_put_right(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.NUMBER))
        await bench.type(pilot, *"2o", "backspace", "0")
        assert (bench.last.value, bench.last.text) == (20, "")


async def test_a_scale_by_keys(bench, ask):
    async with bench.run_test() as pilot:
        for keys, number in (
            (["1"], 1),
            (["1", "0"], 10),
            (["1", "5"], 5),
            (["1", "0", "3"], 3),
            (["1", "1"], 1),
            (["0"], 0),
            (["right"], 0),
            (["left"], 10),
            (["7", "right", "right"], 9),
            (["1", "left", "left"], 0),
            (["1", "right", "0"], 0),
            (["7", "backspace"], None),
            (["home"], 0),
            (["end"], 10),
            (["x"], None),
        ):
            await bench.begin(ask(Kind.SCALE, minimum=0, maximum=10))
            await bench.type(pilot, *keys)
            assert bench.pane.value == number, keys


async def test_a_scale_that_starts_at_ten_or_below_nought(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.SCALE, minimum=10, maximum=20))
        await bench.type(pilot, "1", "5")
        assert bench.pane.value == 15
        await bench.begin(ask(Kind.SCALE, minimum=-5, maximum=5))
        await bench.type(pilot, "-", "3")
        assert bench.pane.value == -3


async def test_enter_on_a_scale_goes_on_and_picks_nothing(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.SCALE))
        await bench.type(pilot, "enter")
        assert bench.went_on
        assert bench.pane.value is None


def lines(bench):
    scale = bench.query_one(Scale)
    height = scale.size.height
    return ["".join(s.text for s in scale.render_line(y)).strip("▌ ") for y in range(height)]


async def test_a_scale_names_its_ends_and_marks_the_number(bench, ask):
    question = ask(Kind.SCALE, minimum=1, maximum=5, low="[bad]", high="good")
    async with bench.run_test() as pilot:
        await bench.begin(question)
        await bench.type(pilot, "4")
        assert lines(bench) == ["1   2   3  (4)  5", "[bad]        good"]


async def test_a_narrow_scale_wraps(bench, ask):
    question = ask(Kind.SCALE, minimum=1, maximum=5, low="not at all", high="completely")
    async with bench.run_test(size=(16, 20)) as pilot:
        await bench.begin(question)
        await pilot.pause()
        assert lines(bench) == ["1   2   3", "4   5", "1 = not at", "all", "5 =", "completely"]


async def test_a_click_picks_the_number_under_it(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.SCALE, minimum=0, maximum=10))
        await pilot.pause()
        await pilot.click(Scale, offset=(2 + 5 * 3 + 1, 0))
        assert bench.pane.value == 3


async def test_a_large_scale_is_typed(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.SCALE, minimum=0, maximum=100, low="never", high="always"))
        await bench.type(pilot, *"65")
        assert bench.last.value == 65
        unit = bench.query_one(NumberEntry).query_one(".unit")
        assert str(unit.render()) == "0 never – 100 always"

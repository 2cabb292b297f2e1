"""A municipality's colours: what is refused, with which sentence; what becomes CSS."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.core.contrast import contrast, luminance
from cms.core.theme import Theme, theme_css, theme_hash, theme_problems, validate_colour, validate_theme

STARTER = json.loads(Path("home/starter/data/themes.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54), ("#256ef4", "#ffffff", 4.55)],
)
def test_contrast_as_wcag_defines_it(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_contrast_lies_between_1_and_21(one, other):
    assert 1 <= contrast(f"#{one:06x}", f"#{other:06x}") <= 21
    assert 0 <= luminance(f"#{one:06x}") <= 1


def test_the_default_theme_may_be_used():
    assert theme_problems(Theme()) == []


@pytest.mark.parametrize("slug", STARTER)
def test_starter_themes_may_be_used(slug):
    assert theme_problems(Theme(**STARTER[slug]["theme"])) == []


def test_starter_themes_differ():
    assert len({theme["theme"]["primary_50"] for theme in STARTER.values()}) == len(STARTER)


def test_every_unreadable_pair_is_named_at_once():
    problems = theme_problems(Theme(primary_50="#88aaff", point_50="#ff9999"))
    assert "White on Primary 50 has a contrast of 2.27; at least 4.5 is needed." in problems
    assert any(problem.startswith("Point 50 on White") for problem in problems)


def test_a_ratio_that_just_misses_is_not_rounded_up():
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert any("4.47" in problem for problem in theme_problems(Theme(primary_50="#777777")))


@pytest.mark.parametrize("value", ["", "256ef4", "#256EF4", "#25f", "red", "#256ef4;}body{display:none"])
def test_a_colour_in_any_other_notation_is_refused(value):
    with pytest.raises(ValidationError, match="six digits"):
        validate_colour(value)
    assert len(theme_problems(Theme(primary_60=value))) == 1


def test_a_radius_of_its_own_is_refused():
    assert theme_problems(Theme(radius=20)) == ["The corner radius is 0, 6 or 12 pixels."]


def test_validation_gives_all_reasons():
    with pytest.raises(ValidationError) as refused:
        validate_theme(Theme(primary_50="#88aaff", primary_60="#999999"))
    assert len(refused.value.messages) >= 4


def test_css_holds_every_colour_in_the_layer_reserved_for_it():
    css = theme_css(Theme(primary_50="#0b7799", radius=12))
    assert css.startswith("@layer theme{:root{")
    assert "--primary-50:#0b7799;" in css
    assert "--radius-scale:2;" in css
    assert css.count("{") == css.count("}")


def test_the_address_changes_with_the_theme_only():
    assert theme_hash(Theme()) == theme_hash(Theme())
    assert theme_hash(Theme()) != theme_hash(replace(Theme(), point_50="#c2452d"))

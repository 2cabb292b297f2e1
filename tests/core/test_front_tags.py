"""Tags and components that page templates use."""

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from cms.core.icons import icon_choices, icon_names
from cms.core.menu import Node, mark_bar


def render(source, **context):
    return Template("{% load front %}" + source).render(Context(context))


def test_a_telephone_number_can_be_dialled():
    assert render("{% tel '031-000-0000' %}") == '<a class="tel" href="tel:0310000000">031-000-0000</a>'
    assert render("{% tel '' %}") == ""


def test_a_telephone_number_cannot_break_out():
    assert "<b>" not in render("{% tel number %}", number='"><b>')


def test_a_date_is_marked_up():
    with translation.override("ko"):
        assert render("{% day d %}", d=dt.date(2026, 7, 1)) == '<time datetime="2026-07-01">2026. 7. 1.(수)</time>'


def test_icons_are_decoration():
    assert 'aria-hidden="true"' in render("{% icon 'search' %}")


def test_pagination_elides_and_keeps_other_parameters():
    request = RequestFactory().get("/news/", {"q": "여권", "page": "6"})
    page = Paginator(range(480), 20).page(6)
    html = render_to_string("core/components/pagination.html", {"page_obj": page}, request)
    assert html.count('aria-current="page"') == 1
    assert "q=%EC%97%AC%EA%B6%8C" in html
    assert "…" in html


def test_pagination_of_one_page_is_nothing():
    request = RequestFactory().get("/news/")
    assert (
        render_to_string("core/components/pagination.html", {"page_obj": Paginator([1], 20).page(1)}, request).strip()
        == ""
    )


@pytest.mark.parametrize(("width", "shown"), [(1200, 4), (340, 2), (10, 0)])
def test_the_bar_holds_what_fits(width, shown):
    nodes = [Node(number, f"0001000{number}", "행정정보공개", "/") for number in range(4)]
    assert sum(node.in_bar for node in mark_bar(nodes, width)) == shown


def test_a_node_holds_what_lies_below_it():
    node = Node(1, "00010001", "가", "/a/")
    assert node.holds("000100010004")
    assert not node.holds("00010002")
    assert not node.holds("")


def test_an_editor_chooses_among_the_signs_of_the_sprite():
    offered = {name for name, _label in icon_choices()}
    assert {"document", "passport", "bus"} <= offered <= set(icon_names())
    assert not {"close", "chevron-down"} & offered

"""Lines of keys in a TOML document, however it is written."""

import tomllib

import pytest

from cms.ordinance import policy_loader
from cms.ordinance.toml_lines import lines_of

DOCUMENT = '''\
# a comment with = and [brackets]
title = "a # no comment ] }"   # a comment

literal = 'C:\\path ]'
many = """
first ] = "two"
last with \\""" inside""""
other = \'\'\'
key = 1
\'\'\'
"quoted key" = 1
a.b . "c.d" = [ 1, 2,
  # a comment in an array
  3, [ "x",
       "y" ],
  { n = 1, m.o = [
     2 ] },
]
empty = []
nothing = {}
date = 2026-09-18 10:00:00
[table]   # a comment
x = 1
[table.deep]
x = true
[[row]]
n = 1
[[row]]
n = 2
[row.inner]
z = 3
[[row.more]]
q = 1
["spaced name"]
y = -1.5e3
'''


def test_every_key_of_a_difficult_document():
    assert tomllib.loads(DOCUMENT)["a"]["b"]["c.d"][4]["m"]["o"] == [2]
    lines = lines_of(DOCUMENT)
    expected = {
        ("title",): 2,
        ("literal",): 4,
        ("many",): 5,
        ("other",): 8,
        ("quoted key",): 11,
        ("a",): 12,
        ("a", "b"): 12,
        ("a", "b", "c.d"): 12,
        ("a", "b", "c.d", 0): 12,
        ("a", "b", "c.d", 1): 12,
        ("a", "b", "c.d", 2): 14,
        ("a", "b", "c.d", 3): 14,
        ("a", "b", "c.d", 3, 0): 14,
        ("a", "b", "c.d", 3, 1): 15,
        ("a", "b", "c.d", 4): 16,
        ("a", "b", "c.d", 4, "n"): 16,
        ("a", "b", "c.d", 4, "m"): 16,
        ("a", "b", "c.d", 4, "m", "o"): 16,
        ("a", "b", "c.d", 4, "m", "o", 0): 17,
        ("empty",): 19,
        ("nothing",): 20,
        ("date",): 21,
        ("table",): 22,
        ("table", "x"): 23,
        ("table", "deep"): 24,
        ("table", "deep", "x"): 25,
        ("row",): 26,
        ("row", 0): 26,
        ("row", 0, "n"): 27,
        ("row", 1): 28,
        ("row", 1, "n"): 29,
        ("row", 1, "inner"): 30,
        ("row", 1, "inner", "z"): 31,
        ("row", 1, "more"): 32,
        ("row", 1, "more", 0): 32,
        ("row", 1, "more", 0, "q"): 33,
        ("spaced name",): 34,
        ("spaced name", "y"): 35,
    }
    assert lines == expected


def paths(value, path=()):
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from paths(inner, (*path, key))


@pytest.mark.parametrize("slug", policy_loader.available())
def test_every_path_that_the_reader_gives_has_its_line(slug):
    source = policy_loader.source(slug)
    assert set(lines_of(source)) == set(paths(tomllib.loads(source)))
    for path, line in lines_of(source).items():
        if isinstance(path[-1], str):
            assert path[-1] in source.split("\n")[line - 1]

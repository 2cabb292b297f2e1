"""Words for the index and for queries, in scripts that PostgreSQL's parser does not take apart.

Chinese and Japanese write without spaces: a sentence would be one word, and 垃圾 not be found within it. They are
indexed as pairs of signs that follow each other, as search engines do without a dictionary. Vietnamese is found with
and without its marks, since many type it without. Korean is left as it is.
"""

from __future__ import annotations

import re
import unicodedata

#: Han, kana and their signs of repetition and length; a run of them is a word of unknown extent.
_RUN = re.compile("[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_MARKED = re.compile(r"[^\W\d_]*[\u00c0-\u024f\u1e00-\u1eff][^\W\d_]*")
_WITHOUT_STROKE = str.maketrans("đĐ", "dD")


def for_index(text: str) -> str:
    """The words by which a text is found."""
    text = unicodedata.normalize("NFKC", text)
    plain = {bare(word) for word in _MARKED.findall(text)}
    paired = _RUN.sub(lambda run: f" {' '.join([*_pairs(run[0]), run[0][-1]])} ", text)
    return " ".join([paired, *sorted(plain)])


def for_query(text: str) -> str:
    """The same for what a reader asks: every pair must be there."""
    text = unicodedata.normalize("NFKC", text)
    return " ".join(_RUN.sub(lambda run: f" {' '.join(_pairs(run[0]))} ", text).split())


def bare(word: str) -> str:
    """Without marks: rác becomes rac, đường duong."""
    parts = unicodedata.normalize("NFD", word.translate(_WITHOUT_STROKE))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]

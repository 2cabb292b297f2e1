"""Petitions of the same purport dealt with as one (병합, 영 제6조제6항), and who speaks for many (대표자, 영 제8조)."""

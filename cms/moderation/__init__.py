"""Lawful removal (게시물 삭제): proposals, decisions, evidence, register. Knows posts by ``subjects`` alone."""

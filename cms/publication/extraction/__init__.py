"""Reads the text of uploaded files: standard library, defusedxml and pypdf; no Django, no database.

``python -m cms.publication.extraction EXTENSION`` takes a file on standard input, sets itself limits of time and
memory, and answers in JSON: ``state`` and ``parts`` (place and text). Run it in a process of its own.
"""

"""Petitions at the desk: queues, the screen of a case, and what staff do with it (이슈의 처리 화면)."""

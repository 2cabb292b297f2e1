"""The report on a simulated year: figures, drawings, words in two languages."""

"""Whole-study use cases, called alike by the command line, the plain twin and the screens."""

"""The command line."""

import click


@click.group()
def main() -> None:
    """Customer interviews in a terminal, and personas you can argue with."""

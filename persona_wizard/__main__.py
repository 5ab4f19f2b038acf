"""`python -m persona_wizard`: the command line."""

from persona_wizard.cli import main

main(prog_name="persona-wizard")

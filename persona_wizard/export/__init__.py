"""A persona out of the house: the page, its pictures, its gaps."""

from persona_wizard.export.archetype import archetype
from persona_wizard.export.file_names import page_file_name, photo_path
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.export.refusal import ExportRefused, refuse_if_blocked

__all__ = [
    "ExportRefused",
    "Layout",
    "archetype",
    "markdown",
    "page_file_name",
    "photo_path",
    "refuse_if_blocked",
]

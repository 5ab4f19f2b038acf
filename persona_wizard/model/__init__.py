"""Plain typed data shared by every room; no input or output here."""

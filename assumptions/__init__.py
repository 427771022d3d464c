"""Books of assumptions: edited by staff, numbered, never changed once published."""

"""Files that a report can be taken out as: one module a format."""

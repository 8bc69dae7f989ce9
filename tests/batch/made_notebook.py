"""Notebooks made for a test."""

import nbformat


def notebook(*cells: tuple[str, str] | tuple[str, str, list[str]]) -> nbformat.NotebookNode:
    """Make a notebook of (kind, source[, tags]) cells."""
    made = nbformat.v4.new_notebook()
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for place, (kind, source, *tags) in enumerate(cells):
        new = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
        cell = new(source, id=f"c{place}")
        cell.metadata["tags"] = tags[0] if tags else []
        made.cells.append(cell)
    return made

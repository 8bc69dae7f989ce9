"""Stand-in answers that agree with the printed numbers, and the dirty exports they come in."""

from svarbenk.synthetic.exports import write_exports
from svarbenk.synthetic.recipe import Recipe, read_recipe, recipes
from svarbenk.synthetic.reconstruct import Reconstruction, reconstruct
from svarbenk.synthetic.synthesise import synthesise

__all__ = [
    "Recipe",
    "Reconstruction",
    "read_recipe",
    "recipes",
    "reconstruct",
    "synthesise",
    "write_exports",
]

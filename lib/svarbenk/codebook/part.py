"""What the parts of a codebook, and of other files that people write in YAML, have in common."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """What every part of a codebook has in common: an unknown key is a mistake, and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Misplaced(ValueError):
    """A mistake that only shows when parts are held together.

    Parameters
    ----------
    place : tuple
        Keys and positions from the part that was checked to where the mistake stands.
    message : str
        What was found and what was expected.
    """

    def __init__(self, place: tuple, message: str):
        super().__init__(message)
        self.place = place

"""Reading a laid-out sheet as a reader would: its words, row by row, and what stands in whose way."""

from itertools import combinations

from svarbenk.figures.sheet import Block, Sheet


def words(sheet: Sheet) -> list[str]:
    """Every line of text, spaces made ordinary."""
    return [line.text.replace("\u00a0", " ") for line in sheet.letters]


def beside(sheet: Sheet, label: str) -> list[str]:
    """Lines to the right of the line that reads ``label``, at the same height, from left to right."""
    [start] = [line for line in sheet.letters if line.text.replace("\u00a0", " ") == label]
    found = [line for line in sheet.letters if abs(line.y - start.y) < 7 and line.box[0] > start.box[0]]
    return [line.text.replace("\u00a0", " ") for line in sorted(found, key=lambda line: line.box[0])]


def collisions(sheet: Sheet) -> list[str]:
    """Lines of text that run into each other or off the sheet."""
    found = [
        f"«{one.text}» and «{other.text}»"
        for one, other in combinations(sheet.letters, 2)
        if min(one.box[2], other.box[2]) - max(one.box[0], other.box[0]) > 0.5
        and min(one.box[3], other.box[3]) - max(one.box[1], other.box[1]) > 0.5
    ]
    for line in sheet.letters:
        left, top, right, bottom = line.box
        if left < -0.5 or right > sheet.width + 0.5 or top < -0.5 or bottom > sheet.foot + 3.5:
            found.append(f"«{line.text}» leaves the sheet")
    return found


def segment_under(sheet: Sheet, line) -> Block:
    """The topmost block under the middle of a line."""
    middle = (line.box[0] + line.box[2]) / 2
    return [
        mark
        for mark in sheet.marks
        if isinstance(mark, Block)
        and mark.x <= middle <= mark.x + mark.width
        and mark.y <= line.y <= mark.y + mark.height
    ][-1]

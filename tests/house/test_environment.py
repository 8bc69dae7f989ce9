"""pyproject.toml says which packages; environment.yml and requirements.lock must say the same."""

import re
import tomllib
from itertools import chain

import pytest
from checkout import ROOT
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PYTHONS = ("3.11.9", "3.12.9", "3.13.9")

# Names of packages that conda-forge gives another name than the Python package index does.
CONDA_NAMES: dict[str, str] = {"python-duckdb>=1.4": "duckdb>=1.4"}


def wanted() -> dict[str, SpecifierSet]:
    """Bounds of every package in pyproject.toml, extras included, by name."""
    return bounds([*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())])


def bounds(lines) -> dict[str, SpecifierSet]:
    requirements = [Requirement(line) for line in lines]
    found = {canonicalize_name(each.name): each.specifier for each in requirements}
    assert len(found) == len(requirements), "a package stands twice"
    return found


def conda() -> dict:
    return YAML(typ="safe").load(ROOT / "environment.yml")


def locked() -> list[tuple[Requirement, list[str]]]:
    """Each requirement of the lock with its hashes."""
    entries = re.split(r"\n(?=\S)", "\n".join(line for line in LOCK.splitlines() if not line.lstrip().startswith("#")))
    pairs = []
    for entry in filter(str.strip, entries):
        head, *hashes = (line.strip().rstrip("\\").strip() for line in entry.strip().splitlines())
        pairs.append((Requirement(head), hashes))
    return pairs


def test_conda_users_get_the_same_packages_and_bounds():
    listed = conda()["dependencies"]
    plain = [CONDA_NAMES.get(line, line) for line in listed if isinstance(line, str)]
    [from_index] = [each["pip"] for each in listed if isinstance(each, dict)]
    assert listed[-1] == {"pip": from_index}, "the pip section stands last"
    assert from_index[-1] == "-e .", "the project itself is the last thing that pip installs"
    found = bounds([*plain, *from_index[:-1]])
    assert found.pop("python") == SpecifierSet(PROJECT["requires-python"])
    assert found == wanted()


def test_conda_asks_one_channel():
    assert conda()["channels"] == ["conda-forge", "nodefaults"]


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_keeps_every_bound(python):
    here = {"python_version": python.rsplit(".", 1)[0], "python_full_version": python}
    chosen = {}
    for requirement, _ in locked():
        if requirement.marker is None or requirement.marker.evaluate(here):
            name = canonicalize_name(requirement.name)
            assert name not in chosen, f"{name} is locked twice for Python {python}"
            [pin] = requirement.specifier
            assert pin.operator == "==", f"{requirement} is no single version"
            chosen[name] = pin.version
    outside = [
        f"{name}{specifier}: locked {chosen.get(name)}"
        for name, specifier in wanted().items()
        if name not in chosen or not specifier.contains(chosen[name], prereleases=True)
    ]
    assert not outside, f"run make lock: {outside}"


def test_every_locked_package_has_hashes():
    assert len(locked()) > len(wanted())
    bare = [str(requirement) for requirement, hashes in locked() if not hashes]
    odd = [line for _, hashes in locked() for line in hashes if not re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line)]
    assert not bare
    assert not odd


def test_the_slow_grammar_is_left_out_everywhere():
    [entry] = [requirement for requirement, _ in locked() if requirement.name == "rfc3987-syntax"]
    assert str(entry.marker) == 'sys_platform == "never"'


@pytest.mark.parametrize("name", ["pyproject.toml", "environment.yml", "requirements.lock", "Makefile", ".ci/run"])
def test_no_address_of_an_index(name):
    text = (ROOT / name).read_text("utf-8")
    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links", text) == []


def test_commit_hooks_need_no_network():
    hooks = YAML(typ="safe").load(ROOT / ".pre-commit-config.yaml")
    assert [each["repo"] for each in hooks["repos"]] == ["local"]

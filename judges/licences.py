"""Every crate that the program leans on comes under a licence that `deny.toml` allows, from a
registry that it allows. All platforms and tests are counted in.

Use: licences.py    in the project's folder
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from verdict import Verdicts

TOKEN = re.compile(r"\(|\)|/|[A-Za-z0-9.+-]+(?: WITH [A-Za-z0-9.-]+)?")


def allowed(expression, names):
    """Whether an SPDX expression can be met with these licences. `MIT/Apache-2.0` is the old way
    to write OR."""
    tokens = TOKEN.findall(expression)

    def either():
        met = both()
        while tokens and tokens[0] in ("OR", "/"):
            tokens.pop(0)
            met = both() or met
        return met

    def both():
        met = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            met = one() and met
        return met

    def one():
        token = tokens.pop(0)
        if token == "(":
            met = either()
            if tokens.pop(0) != ")":
                raise ValueError(f"unbalanced: {expression}")
            return met
        return token in names

    met = either()
    if tokens:
        raise ValueError(f"not understood: {expression}")
    return met


def complaints(packages, rules):
    """What is wrong with the packages, by these rules."""
    allow = set(rules["licenses"]["allow"])
    extra = {e["crate"]: set(e["allow"]) for e in rules["licenses"].get("exceptions", ())}
    registries = {f"registry+{url}" for url in rules["sources"]["allow-registry"]}
    for package in packages:
        name, licence = package["name"], package["license"]
        who = f"{name} {package['version']}"
        if package["source"] is not None and package["source"] not in registries:
            yield f"{who} comes from {package['source']}"
        if not licence:
            yield f"{who} names no licence"
        elif not allowed(licence, allow | extra.get(name, set())):
            yield f"{who} is under {licence}"


if __name__ == "__main__":
    with Verdicts("licences") as verdicts, verdicts.on("Cargo.lock") as verdict:
        rules = tomllib.loads(Path("deny.toml").read_text(encoding="utf-8"))
        # A judge that lets these pass is broken.
        for bad in ("GPL-3.0-only", "MIT AND GPL-3.0-only", "MPL-2.0", "(MIT OR Zlib) AND X", None):
            package = {"name": "bad", "version": "1", "license": bad, "source": None}
            if not list(complaints([package], rules)):
                verdict.complaints.append(f"lets pass {bad}")
        run = subprocess.run(
            ["cargo", "metadata", "--locked", "--format-version", "1"], capture_output=True
        )
        if run.returncode:
            raise ValueError(run.stderr.decode("utf-8", "replace").strip()[-300:])
        packages = json.loads(run.stdout)["packages"]
        verdict.complaints += complaints(packages, rules)
        verdict.note = f"{len(packages)} crates"

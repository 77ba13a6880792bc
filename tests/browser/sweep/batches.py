"""Checks of many pages at once: titles told apart, valid HTML (vnu), PDF that screen readers can read (veraPDF)."""

import json
import os
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "solidarites"
VNU = CACHE / "vnu-26.9.27" / "vnu.jar"
VERAPDF = CACHE / "verapdf-1.28.2"

REVIEWED = {
    r"Trailing slash on void elements": "information only",
    r"role.* unnecessary for element “(table|thead|tbody|tr|th|td)”|“role” attribute must not be used on a “t[rhd]”": (
        "narrow screens lay these tables out as blocks, which takes their roles away in Chromium and Safari"
    ),
    r"“group” role is unnecessary for element “fieldset”": "as the design system's reference markup of a date has it",
}
"""What vnu reports, and why it is right."""


def missing(tool: Path) -> str:
    """Why a tool cannot run here; empty when it can."""
    if shutil.which("java") is None:
        return "Java is missing: apt-get install default-jre-headless"
    return "" if tool.exists() else f"{tool.name} is missing: bin/sweep-tools"


def same_titles(titles: dict[str, str]) -> dict[str, list[str]]:
    """By page: the others whose title is the same word for word. Two steps of one request may share theirs, which says
    “step 2 of 5”: they are branches, of which a person sees one. A search that finds the shelter has the title of the
    empty search, so that the browser's history does not tell what was searched.
    """
    addresses = defaultdict(list)
    for address, title in titles.items():
        page = address.partition("?")[0]
        kin = {known.partition(": ")[0] for known in addresses[title]}
        if address.partition(": ")[0] not in kin and not (page == "/recherche/" and page in kin):
            addresses[title].append(address)
    return {one: [f"the title of {', '.join(others)}"] for one, *others in addresses.values() if others}


def invalid(folder: Path) -> dict[str, list[str]]:
    """By file name: what the Nu HTML checker reports on each file of the folder."""
    command = [
        "java",
        "-Xss2m",
        "-jar",
        str(VNU),
        "--format",
        "json",
        "--exit-zero-always",
        "--skip-non-html",
        str(folder),
    ]
    said = subprocess.run(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, check=True)
    found = defaultdict(list)
    for message in json.loads(said.stderr)["messages"]:
        if not any(re.search(pattern, message["message"]) for pattern in REVIEWED):
            extract = " ".join(message.get("extract", "").split())[:120]
            found[Path(message["url"]).name].append(f"{message['message']} {extract}")
    return found


def unreadable(papers: list[Path]) -> dict[str, list[str]]:
    """By file name: the rules of PDF/UA-1 that each PDF breaks."""
    command = ["java", "-cp", f"{VERAPDF}/*", "org.verapdf.apps.GreenfieldCliWrapper"]
    command += ["--flavour", "ua1", "--format", "json", *map(str, papers)]
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    found = {}
    for job in json.loads(said.stdout)["report"]["jobs"]:
        results = job.get("validationResult") or [{"details": {"ruleSummaries": [{"description": "no verdict"}]}}]
        rules = [rule["description"] for result in results for rule in result["details"]["ruleSummaries"]]
        found[Path(job["itemDetails"]["name"]).name] = rules
    return found

"""Sources of the book as a reader knows them: a title, and an address where there is one."""

import re

Source = dict[str, str]
SEPARATOR = re.compile(r" ; ")
ADDRESS = re.compile(r"^(https?://\S+)(.*)$")
IN_REPOSITORY = re.compile(r"^(?P<repo>[\w.-]+/[\w.-]+)[ :](?P<path>[\w./-]+\w)(?P<rest>.*)$")
COMMIT = re.compile(r"@([0-9a-f]{7,40})\b")
NOTE = re.compile(r"\((?P<note>[^()]+)\)|section '(?P<section>[^']+)'")
TITLES = (
    (r"packages/docs/docs/(.+)\.md$", "Medplum documentation: {}"),
    (r"packages/docs/docs/(.+)$", "Medplum documentation: {}"),
    (r"packages/docs/blog/(?:[\d-]{11})?([\w-]+?)(?:\.md)?$", "Medplum blog: {}"),
    (r"packages/docs/src/pages/pricing\.tsx$", "Medplum pricing page"),
    (r"issues/(\d+)$", "Medplum issue {}"),
)


def sources_of(text: str) -> list[Source]:
    """Each source of a cell of the book: `text` to read, `url` to open or ""."""
    return [_source(part.strip()) for part in SEPARATOR.split(text) if part.strip()]


def _source(part: str) -> Source:
    if address := ADDRESS.match(part):
        return {"text": address[1].removeprefix("https://").removeprefix("http://") + address[2], "url": address[1]}
    found = IN_REPOSITORY.match(part)
    if found is None:
        return {"text": part, "url": ""}
    return {"text": _title(found["repo"], found["path"]) + _notes(found["rest"]), "url": _address(found)}


def _title(repo: str, path: str) -> str:
    if repo == "medplum/medplum":
        for pattern, title in TITLES:
            if match := re.search(pattern, path):
                return title.format(*(name.replace("-", " ").replace("/index", "") for name in match.groups()))
    return f"{repo}, {path.rpartition('/')[2]}"


def _notes(rest: str) -> str:
    """Section and date, without the commit that the link holds."""
    notes = [match["note"] or f"“{match['section']}”" for match in NOTE.finditer(rest)]
    return f" ({', '.join(notes)})" if notes else ""


def _address(found: re.Match[str]) -> str:
    base, path = f"https://github.com/{found['repo']}", found["path"]
    if path.startswith(("issues/", "pull/")):
        return f"{base}/{path}"
    commit = COMMIT.search(found["rest"])
    return f"{base}/blob/{commit[1] if commit else 'main'}/{path}"

"""The extract in LibreOffice: one row a draw, recalculated as a whole."""

import csv
import shutil
import subprocess
import time
from pathlib import Path

import xlsxwriter

from .extract import Extract
from .runners import Runs
from .texts import sheet_row

MISSING = "The spreadsheet needs LibreOffice Calc (Debian: apt-get install libreoffice-calc)."
ALWAYS, NEVER = 0, 1
RANDOM = "RAND()"
SETTING = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
  <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop>
 </item>
</oor:items>
"""


def with_spreadsheet(found: Extract, draws: int, repeats: int, folder: Path, _: int) -> Runs:
    """Time of loading with a recalculation less that of loading without one, in turns; the mean of the last column.

    Without one means: the same cells with a number in the place of RAND(), which LibreOffice recalculates in any case.
    Its random numbers take no seed.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise FileNotFoundError(MISSING)
    book, still = folder / "draws.xlsx", folder / "still.xlsx"
    _write(found, draws, book)
    _write(found, draws, still, random="0.5")
    ms, means = [], []
    for _ in range(repeats):
        whole = _loading(program, book, folder, ALWAYS)
        ms.append(whole - _loading(program, still, folder, NEVER))
        means.append(_mean(folder / "draws.csv"))
    return Runs(draws, tuple(ms), tuple(means))


def _write(found: Extract, draws: int, path: Path, random: str = RANDOM) -> None:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        for at in range(draws):
            for column, formula in enumerate(sheet_row(found, at + 1)):
                sheet.write_formula(at, column, f"={formula.replace(RANDOM, random)}", None, 1)


def _loading(program: str, book: Path, folder: Path, mode: int) -> float:
    """Milliseconds of a conversion to CSV."""
    profile = folder / f"profile-{mode}" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(SETTING.format(mode=mode), encoding="utf-8")
    where = f"-env:UserInstallation=file://{profile.parent}"
    command = [program, "--headless", where, "--convert-to", "csv", "--outdir", str(folder), str(book)]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return (time.perf_counter() - started) * 1_000


def _mean(table: Path) -> float:
    """The mean of the last column."""
    with table.open(encoding="utf-8") as file:
        sums = [float(row[-1]) for row in csv.reader(file)]
    return sum(sums) / len(sums)

#!/usr/bin/python3
"""Dataset from the encrypted store to a finished XLSX, against XlsxWriter writing the same cells from memory.

    export/bench/xlsx/bench.py [FAMILIES]

Builds the program, invents a project (about 400 rows of long data a family, 32 columns), and times, in one run:

  1. mittari dataset --format xlsx      from the encrypted file to the finished folder: unlocking (about a second, by
                                        design), choosing what may leave, reading, writing, checksums, log
  2. XlsxWriter, default                the same cells, which are in memory already and have their types
  3. XlsxWriter, constant_memory        the same

The cells of 2 and 3 are read from the CSV that the program writes of the same dataset; reading them is not timed.
Prints wall time, processor time and memory (1 and each of 2 and 3 in a process of its own) and the ratios to the quicker
XlsxWriter. Of memory there are two figures, see measure.py: the greatest of the whole run, which deriving the key fills
on purpose, and the greatest after the file was unlocked, which is what the dataset takes. Run it on a machine that does
nothing else. Needs Go and Debian's python3-xlsxwriter.
The limits: 3.5 times, and 120 MB after unlocking.
"""
import csv
import glob
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from measure import measured  # noqa: E402


def value(text):
    """A cell as the program writes it: a number where the text is one."""
    try:
        return float(text)
    except ValueError:
        return text or None


def tables(folder):
    """Every table, typed, by name."""
    found = {}
    for path in sorted(glob.glob(os.path.join(folder, "csv", "*.csv"))):
        with open(path, newline="", encoding="utf-8-sig") as f:
            found[os.path.basename(path)[:-4]] = [[value(c) for c in row] for row in csv.reader(f)]
    return found


def peer(folder, out, constant):
    """Writes the tables with XlsxWriter; prints seconds of writing alone, wall and processor, and cells."""
    import xlsxwriter

    data = tables(folder)
    cells = sum(len(row) for rows in data.values() for row in rows)
    wall, cpu = time.monotonic(), time.process_time()
    book = xlsxwriter.Workbook(out, {"constant_memory": constant})
    for name, rows in data.items():
        sheet = book.add_worksheet(name[:31])
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if cell is None:
                    continue
                if isinstance(cell, float):
                    sheet.write_number(i, j, cell)
                else:
                    sheet.write_string(i, j, cell)
    book.close()
    print(time.monotonic() - wall, time.process_time() - cpu, cells)


def main():
    families = sys.argv[1] if len(sys.argv) > 1 else "260"
    with tempfile.TemporaryDirectory() as work:
        at = lambda *names: os.path.join(work, *names)
        with open(at("pw"), "w", encoding="utf-8") as f:
            f.write("invented words for a bench 1\n")
        subprocess.run(["go", "build", "-trimpath", "-ldflags=-s -w", "-o", at("mittari"), "./cmd/mittari"], check=True)
        common = ["--passphrase-file", at("pw"), "--workspace", at("demo.mittari")]
        subprocess.run(
            [at("mittari"), "demo", "--families", families, "--keep", at("demo.mittari"), "--passphrase-file", at("pw"), "--report", at("r.xlsx")],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        dataset = [at("mittari"), "dataset", "--coarsen", *common]
        measured([*dataset, "--out", at("csv"), "--format", "csv"])
        ours = measured([*dataset, "--out", at("xlsx"), "--format", "xlsx"])
        peers = {}
        for name, constant in (("default", ""), ("constant_memory", "yes")):
            out = subprocess.run([sys.executable, __file__, "--peer", at("csv"), at("peer.xlsx"), constant], check=True, capture_output=True, text=True)
            wall, cpu, cells = map(float, out.stdout.split())
            peers[name] = wall, cpu
        unlock = measured([at("mittari"), "unlock-test", *common])
        size = os.path.getsize(at("xlsx", "dataset.xlsx")) / 1e6
        print(f"{cells / 1e6:.2f} million cells, {size:.1f} MB of XLSX")
        print(f"mittari dataset          {ours[0]:6.2f} s wall {ours[1]:6.2f} s cpu {ours[2]:6.0f} MB, {ours[3]:.0f} MB after unlocking")
        print(f"  of which unlocking     {unlock[0]:6.2f} s wall {unlock[1]:6.2f} s cpu {unlock[2]:6.0f} MB")
        for name, (wall, cpu) in peers.items():
            print(f"XlsxWriter {name:14s}{wall:6.2f} s wall {cpu:6.2f} s cpu")
        print(f"ratio: {min(w for w, _ in peers.values()) / ours[0]:.2f} wall, {min(c for _, c in peers.values()) / ours[1]:.2f} cpu")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        peer(sys.argv[2], sys.argv[3], bool(sys.argv[4]))
    else:
        main()

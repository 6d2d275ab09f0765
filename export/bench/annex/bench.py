#!/usr/bin/python3
"""The impact annex of 100,000 administrations, from the encrypted file to the finished workbook.

    export/bench/annex/bench.py [FAMILIES]

Builds the program, invents a project (about 55 administrations a family), writes its annex and prints wall time,
processor time and memory: the greatest of the whole run, which deriving the key fills on purpose, and the greatest after
the file was unlocked, which is what the annex takes (see measure.py). Run it on a machine that does nothing else.
The limits: 15 s, and 200 MB after unlocking.
"""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from measure import measured  # noqa: E402


def main():
    families = sys.argv[1] if len(sys.argv) > 1 else "1810"
    with tempfile.TemporaryDirectory() as work:
        at = lambda *names: os.path.join(work, *names)
        with open(at("pw"), "w", encoding="utf-8") as f:
            f.write("invented words for a bench 1\n")
        subprocess.run(["go", "build", "-trimpath", "-ldflags=-s -w", "-o", at("mittari"), "./cmd/mittari"], check=True)
        common = ["--passphrase-file", at("pw"), "--workspace", at("demo.mittari")]
        subprocess.run(
            [at("mittari"), "demo", "--families", families, "--keep", at("demo.mittari"), "--passphrase-file", at("pw"), "--report", at("r.xlsx")],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        measured([at("mittari"), "dataset", "--coarsen", "--out", at("rows"), *common])
        with open(at("rows", "manifest.json"), encoding="utf-8") as f:
            forms = json.load(f)["administrations"]
        annex = measured([at("mittari"), "report", "annex", "--out", at("annex.xlsx"), *common])
        unlock = measured([at("mittari"), "unlock-test", *common])
        print(f"{forms} administrations, {os.path.getsize(at('annex.xlsx')) / 1e3:.0f} kB of XLSX")
        print(f"mittari report annex     {annex[0]:6.2f} s wall {annex[1]:6.2f} s cpu {annex[2]:6.0f} MB, {annex[3]:.0f} MB after unlocking")
        print(f"  of which unlocking     {unlock[0]:6.2f} s wall {unlock[1]:6.2f} s cpu {unlock[2]:6.0f} MB")


if __name__ == "__main__":
    main()

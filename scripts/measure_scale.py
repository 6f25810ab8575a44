#!/usr/bin/env python3
"""Measures gazetteers of millions of made-up places, and megabytes to gigabytes of text.

Usage: scripts/measure_scale.py gazetteers FOLDER [PLACES ...]   (250000 1000000 4000000 13000000)
       scripts/measure_scale.py texts FOLDER [MEGABYTES ...]     (1 10 100 1000)

Runs target/release/dateline and target/release/maintainer, or those of the folder that BIN names, at the root of the
repository. FOLDER holds what is made and is left empty of it; 13 million places need several GB there.
"""
import json, os, pathlib, shutil, statistics, subprocess, sys, time

BIN = pathlib.Path(os.environ.get("BIN", "target/release"))
DATELINE = str(BIN / "dateline")


def run(*command):
    """Seconds, seconds of processor and megabytes of memory at most of a command that has to succeed."""
    start = time.monotonic()
    child = subprocess.Popen([str(it) for it in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    if status:
        sys.exit(f"failed: {command}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def median(times, *command):
    """The medians of a command's measures."""
    return [statistics.median(it) for it in zip(*(run(*command) for _ in range(times)))]


def write_texts(path, megabytes):
    """JSON lines of the article and the short news texts of tests/, over and over, in turn."""
    texts = [(None, pathlib.Path("tests/article.txt").read_text())]
    for file in sorted(pathlib.Path("tests/incidents").glob("*.txt")):
        head, text = file.read_text().split("\n---\n")[:2]
        texts.append((head.split(": ")[1].strip(), text.strip()))
    size = number = 0
    with open(path, "w") as out:
        while size < megabytes * 1e6:
            date, text = texts[number % len(texts)]
            record = {"id": str(number), "text": text} | ({"date": date} if date else {})
            size += out.write(json.dumps(record, ensure_ascii=False) + "\n")
            number += 1
    return number


def map_texts(texts, *options, times=3):
    """The medians of mapping; what comes out is eight times as large and goes nowhere."""
    return median(times, DATELINE, "map", texts, "-f", "jsonl", "-o", "-", "--quiet", *options)


def gazetteers(folder, sizes):
    texts = folder / "texts.jsonl"
    count = write_texts(texts, 10)
    print(f"texts: {count} documents, {texts.stat().st_size / 1e6:.1f} MB")
    for threads in (1, 2):
        print(f"built in, {threads} threads: {map_texts(texts, '--threads', threads)}", flush=True)
    print(f"built in, lookup: {median(10, DATELINE, 'lookup', 'Kabul', '--gazetteer', 'embedded')}")
    for places in sizes:
        tables, index = folder / f"tables-{places}", folder / f"{places}.index"
        derived = run(BIN / "maintainer", "derive", "--places", places, "--out", tables)
        size = sum(it.stat().st_size for it in tables.rglob("*.csv"))
        print(f"{places}: derived {derived}, {size / 1e6:.0f} MB of tables", flush=True)
        times = 1 if places > 4_000_000 else 3
        built = [run(DATELINE, "gazetteer", "build", tables, "-o", index, "--force") for _ in range(times)]
        print(f"{places}: built {[statistics.median(it) for it in zip(*built)]} of {built}")
        shutil.rmtree(tables)
        info = subprocess.run([DATELINE, "gazetteer", "info", index], capture_output=True, text=True).stdout
        print(info, f"{index.stat().st_size} bytes", flush=True)
        print(f"{places}: lookup {median(10, DATELINE, 'lookup', 'Kabul', '--gazetteer', index)}")
        for threads in (1, 2):
            measured = map_texts(texts, "--threads", threads, "--gazetteer", index)
            print(f"{places}: map, {threads} threads: {measured}", flush=True)
        index.unlink()
    texts.unlink()


def megabytes(folder, sizes):
    texts = folder / "texts.jsonl"
    for size in sizes:
        count = write_texts(texts, size)
        for threads in (1, 2) if size <= 100 else (2,):
            measured = map_texts(texts, "--threads", threads, times=3 if size < 100 else 1)
            print(f"{size} MB, {count} documents, {threads} threads: {measured}", flush=True)
    texts.unlink()


what, folder, *sizes = sys.argv[1:]
folder = pathlib.Path(folder)
folder.mkdir(parents=True, exist_ok=True)
print("seconds, seconds of processor, megabytes of memory")
if what == "gazetteers":
    gazetteers(folder, [int(it) for it in sizes] or [250_000, 1_000_000, 4_000_000, 13_000_000])
else:
    megabytes(folder, [int(it) for it in sizes] or [1, 10, 100, 1000])

#!/usr/bin/env python3
"""Scores `newsdesk extract` and trafilatura side by side on trafilatura's own development pages, in one run.

    git clone https://github.com/adbar/trafilatura && pip install trafilatura lxml_html_clean
    cargo build --release && python3 src/engine/benches/pages.py trafilatura/tests target/release/newsdesk

Text: precision, recall and F1 over the snippets that must and must not be in it, counted as trafilatura's evaluate.py does
(white space folded, both with its settings there). Title, author, date: the share that is right among those pages whose
annotation names one; letter case, white space and the order of several authors set aside, for both alike. The pages are
parted by the SHA-256 of their file's name: even ones were used for tuning, odd ones were not.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter


def fold(text):
    return re.sub(r"\s+", " ", text or "").strip()


def half(name):
    return "held out" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 else "tuning"


def page_of(tests, name):
    paths = (os.path.join(tests, folder, name) for folder in ("cache", "eval"))
    return next((it for it in paths if os.path.isfile(it)), None)


def newsdesk(binary):
    def run(path):
        done = subprocess.run([binary, "extract", path, "--format", "json"], capture_output=True)
        if done.returncode:
            return {}
        found = json.loads(done.stdout)
        text = "\n".join(filter(None, [found["standfirst"], found["body"]]))
        return {"text": text, "title": found["headline"], "author": found["byline"], "date": found["date_published"]}

    return run


def trafilatura():
    from trafilatura import bare_extraction, extract

    def run(path):
        with open(path, "rb") as file:
            page = file.read()
        text = extract(page, fast=False, include_comments=False, include_tables=True, include_formatting=False)
        facts = bare_extraction(page, with_metadata=True)
        names = [it.strip() for it in (getattr(facts, "author", None) or "").split(";")]
        return {"text": text, "title": getattr(facts, "title", None), "author": names, "date": getattr(facts, "date", None)}

    return run


def names(lines):
    parts = (part for line in lines for part in re.split(r"[;,&]| und | and ", line))
    return sorted(fold(it).lower() for it in parts if fold(it))


def count(item, found, counts):
    text = fold(found.get("text"))
    for kind, hit, miss in (("with", "tp", "fn"), ("without", "fp", "tn")):
        for snippet in item[kind]:
            counts[hit if fold(snippet) in text else miss] += 1
    counts["empty"] += not text
    if item.get("title"):
        counts["titles"] += 1
        counts["title"] += fold(found.get("title")).lower() == fold(item["title"]).lower()
    if item.get("author"):
        wanted = item["author"] if isinstance(item["author"], list) else [item["author"]]
        counts["authors"] += 1
        counts["author"] += names(wanted) == names(found.get("author") or [])
    if item.get("date"):
        counts["dates"] += 1
        counts["date"] += (found.get("date") or "") == item["date"]


def shown(counts):
    precision = counts["tp"] / max(1, counts["tp"] + counts["fp"])
    recall = counts["tp"] / max(1, counts["tp"] + counts["fn"])
    both = 2 * precision * recall / max(1e-9, precision + recall)
    parts = [f"P {precision:.3f}", f"R {recall:.3f}", f"F1 {both:.3f}"]
    parts += [f"{it} {counts[it] / max(1, counts[it + 's']):.3f} of {counts[it + 's']}" for it in ("title", "author", "date")]
    return "  ".join(parts) + f"  empty {counts['empty']}"


def main():
    tests, binary = sys.argv[1], sys.argv[2]
    dump = sys.argv[3] if len(sys.argv) > 3 else None
    runners = {"newsdesk": newsdesk(binary)}
    try:
        runners["trafilatura"] = trafilatura()
    except ImportError as it:
        print(f"trafilatura is left out: {it}")
    with open(os.path.join(tests, "evaldata.json"), encoding="utf-8") as file:
        items = [it for it in json.load(file).values() if page_of(tests, it["file"])]
    for name, run in runners.items():
        totals = {"tuning": Counter(), "held out": Counter(), "all": Counter()}
        start = time.time()
        results = {}
        for item in items:
            try:
                found = run(page_of(tests, item["file"]))
            except Exception as it:  # a crash is a page without anything found
                print(f"{name}: {item['file']}: {type(it).__name__}: {it}")
                found = {}
            results[item["file"]] = found
            for part in (half(item["file"]), "all"):
                count(item, found, totals[part])
        for part, counts in totals.items():
            print(f"{name:12} {part:9} {shown(counts)}")
        print(f"{name:12} {len(items)} pages in {time.time() - start:.1f} s")
        if dump:
            with open(f"{dump}.{name}.json", "w", encoding="utf-8") as file:
                json.dump(results, file)


if __name__ == "__main__":
    main()

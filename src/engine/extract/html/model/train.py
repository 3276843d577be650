#!/usr/bin/env python3
"""Grows the trees that tell a page's story from what stands around it. README.md says from what, and what they reach."""

import argparse
import json
import re
import struct
import subprocess

import lightgbm
import numpy

RUN = 4
WEIGHTS = {"fundus": 1.0, "moz": 0.5, "post": 0.4, "soft": 0.25}
SETTINGS = dict(
    objective="binary", learning_rate=0.05, num_leaves=15, min_data_in_leaf=20, feature_fraction=0.4, bagging_fraction=0.7,
    bagging_freq=1, lambda_l2=5.0, verbose=-1, num_threads=1, seed=7, deterministic=True,
)
ROUNDS = 300


def words(text):
    return re.findall(r"\w+", text.lower())


def fold(text):
    return re.sub(r"\s+", " ", text).strip()


def labels(blocks, page):
    """1 for a block whose words stand in runs of the gold body, 0 for one whose words don't, None where it is unclear."""
    paragraphs = [words(it) for it in page["body"]]
    flat = [word for it in paragraphs for word in it]
    runs = {tuple(flat[at : at + RUN]) for at in range(len(flat) - RUN + 1)}
    whole = {" ".join(it) for it in paragraphs}
    text = " " + " ".join(flat) + " "
    summary = {" ".join(words(it)) for it in page.get("summary") or []}
    for block in blocks:
        own = words(block["text"])
        joined = " ".join(own)
        if not own or joined in summary and joined not in whole:
            yield 0
        elif len(own) < RUN:
            inside = f" {joined} " in text
            sure = joined in whole or page["set"] != "fundus" and len(own) >= 2 and inside
            yield 1 if sure else None if inside else 0
        else:
            covered = set()
            for at in range(len(own) - RUN + 1):
                if tuple(own[at : at + RUN]) in runs:
                    covered.update(range(at, at + RUN))
            share = len(covered) / len(own)
            yield 1 if share > 0.6 else 0 if share < 0.4 else None


def rows(pages):
    """Features, labels and weights: long blocks weigh more, and every page about the same."""
    for page, blocks in pages:
        found = list(labels(blocks, page))
        total = sum(len(words(it["text"])) for it, label in zip(blocks, found) if label == 1)
        wanted = sum(len(words(it)) for it in page["body"])
        if page["set"] != "soft" and (wanted < 30 or total < 0.6 * wanted):
            continue  # the gold body comes from a script, and the page does not show it
        for block, label in zip(blocks, found):
            text = fold(block["text"])
            must = any(fold(it) in text or len(text) > 25 and text in fold(it) for it in page.get("with", []))
            must_not = any(fold(it) in text for it in page.get("without", []))
            if must != must_not:
                yield block["features"], int(must), 3.0
            elif label is not None:
                length = min(len(words(text)), 100)
                yield block["features"], label, WEIGHTS[page["set"]] * (0.15 + 10 * length / max(total, 150))


def write(model, path):
    """The layout that src/engine/answer/forest.rs reads."""
    firsts, nodes = [], []
    for tree in model.dump_model()["tree_info"]:
        own = []

        def walk(node):
            at = len(own)
            own.append(None)
            if "split_feature" in node:
                left, right = walk(node["left_child"]), walk(node["right_child"])
                own[at] = (node["split_feature"], left, right, 0, node["threshold"])
            else:
                own[at] = (0xFFFF, 0, 0, 0, node["leaf_value"])
            return at

        walk(tree["tree_structure"])
        firsts.append(len(nodes))
        nodes += own
    with open(path, "wb") as file:
        file.write(struct.pack("<IIIf", len(firsts), len(nodes), model.num_feature(), 0.0))
        file.writelines(struct.pack("<I", it) for it in firsts)
        file.writelines(struct.pack("<HHHHf", *it) for it in nodes)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--gold", "--bin", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--half", help="only pages of this half")
    given = parser.parse_args()
    with open(given.gold, encoding="utf-8") as file:
        gold = [json.loads(it) for it in file]
    gold = [it for it in gold if not given.half or it["half"] == given.half]
    paths = "".join(it["path"] + "\n" for it in gold)
    lines = subprocess.run([given.bin], input=paths, capture_output=True, text=True, check=True).stdout.splitlines()
    found = list(rows((page, json.loads(line)["blocks"]) for page, line in zip(gold, lines)))
    features, wanted, weights = (numpy.array(it) for it in zip(*found))
    data = lightgbm.Dataset(features.astype(numpy.float32), wanted, weight=weights)
    write(lightgbm.train(SETTINGS, data, ROUNDS), given.out)


if __name__ == "__main__":
    main()

"""Makes rank.bin and judge.bin: which sentence answers best, and whether it answers at all.

    pip install numpy lightgbm
    python train.py --articles articles.jsonl --bin target/release/examples/measure_questions [--dry]

`articles.jsonl`: a line an article, {"id", "title", "text", "qa": [{"question", "answer", "evidence"}]}, evidence null where
the article does not say. Every answerable question is also asked of the article without the sentence that answers it:
then the judge must refuse. Prints what is reached on held-out articles for a row of thresholds, then (unless --dry)
trains on all of them and writes both files beside this script.
"""
import argparse, json, os, re, struct, subprocess

import lightgbm, numpy as np

FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
RANK = dict(objective="lambdarank", num_leaves=10, learning_rate=0.05, min_data_in_leaf=30, feature_fraction=0.4,
            bagging_fraction=0.8, bagging_freq=1, lambda_l2=8, lambdarank_truncation_level=6, verbose=-1, num_threads=1, seed=1)
JUDGE = dict(objective="binary", num_leaves=6, learning_rate=0.04, min_data_in_leaf=30, feature_fraction=0.3,
             bagging_fraction=0.7, bagging_freq=1, lambda_l2=10, verbose=-1, num_threads=1, seed=1)
TREES = 140


def words(text):
    return re.findall(r"[a-z0-9][a-z0-9.'%-]*", " ".join(text.translate(FOLD).split()).lower())


def answers(qa, sentence):
    """Is this the sentence that was marked, or does it hold the answer's words?"""
    gold, ours = words(qa["evidence"]), words(sentence)
    small, big = (gold, set(ours)) if len(gold) <= len(ours) else (ours, set(gold))
    same = small and len(ours) <= 2 * len(gold) + 12 and (len(small) > 3 or len(gold) == len(small))
    if same and sum(w in big for w in small) / len(small) >= 0.8:
        return True
    flat = lambda s: " ".join(s.translate(FOLD).split())
    return bool(qa.get("answer")) and flat(qa["answer"]) in flat(sentence)


def measure(program, items):
    lines = "".join(json.dumps({"text": t, "title": h, "questions": [q]}, ensure_ascii=False) + "\n" for t, h, q in items)
    out = subprocess.run([program], input=lines.encode(), capture_output=True, check=True).stdout.decode().splitlines()
    return json.loads(out[0]), [json.loads(line)["questions"][0] for line in out[1:]]


class Case:
    def __init__(self, article, qa, text, found, cut):
        raw = text.encode()
        self.article, self.cut = article["id"], cut
        self.silent = cut or qa["evidence"] is None
        self.lines = [raw[a:b].decode() for a, b in found["lines"]]
        self.rows = np.array(found["rows"], np.float32).reshape(len(self.lines), -1)
        self.overall = np.array(found["overall"], np.float32)
        self.right = np.array([not self.silent and answers(qa, line) for line in self.lines], int)


def cases(program, articles):
    asked = [(a, q, a["text"]) for a in articles for q in a["qa"]]
    names, found = measure(program, [(t, a["title"], q["question"]) for a, q, t in asked])
    out = [Case(a, q, t, f, False) for (a, q, t), f in zip(asked, found)]
    without = []
    for (a, q, t), case in zip(asked, out):
        for line in (line for line, right in zip(case.lines, case.right) if right):
            t = t.replace(line, "", 1)
        if t != a["text"]:
            without.append((a, q, t))
    _, found = measure(program, [(t, a["title"], q["question"]) for a, q, t in without])
    return names, out + [Case(a, q, t, f, True) for (a, q, t), f in zip(without, found)]


def rank(all_cases):
    part = [c for c in all_cases if c.right.any()]
    data = lightgbm.Dataset(np.vstack([c.rows for c in part]), np.concatenate([c.right for c in part]),
                            group=[len(c.right) for c in part])
    return lightgbm.train(RANK, data, TREES)


def judged(case, values):
    """As `judged` in answer.rs."""
    order = np.argsort(-values, kind="stable")
    gaps = [values[order[0]] - values[order[k]] if k < len(order) else 9.0 for k in (1, 2, 4)]
    return np.concatenate([case.rows[order[0]], [values[order[0]]], gaps, case.overall])


def judge(all_cases, values):
    rows, good, weight = [], [], []
    for case, v in zip(all_cases, values):
        if len(v):
            right = case.right[np.argmax(v)]
            rows.append(judged(case, v))
            good.append(right)
            weight.append(1.0 if right or case.silent and not case.cut else 0.35 if case.cut else 0.5)
    return lightgbm.train(JUDGE, lightgbm.Dataset(np.array(rows), good, weight=weight), TREES)


def folds(all_cases, n, seed):
    ids = sorted({c.article for c in all_cases})
    np.random.RandomState(seed).shuffle(ids)
    return [set(ids[i::n]) for i in range(n)]


def unseen(all_cases, n):
    """Values of the ranker for each case, from trees that did not see its article."""
    out = [None] * len(all_cases)
    for held in folds(all_cases, n, 3):
        trees = rank([c for c in all_cases if c.article not in held])
        for i, case in enumerate(all_cases):
            if case.article in held:
                out[i] = trees.predict(case.rows) if len(case.right) else np.array([])
    return out


def report(all_cases):
    told, silent = [], []
    for held in folds(all_cases, 5, 0):
        seen = [c for c in all_cases if c.article not in held]
        trees, judging = rank(seen), judge(seen, unseen(seen, 4))
        for case in (c for c in all_cases if c.article in held and not c.cut):
            if not len(case.right):
                (silent if case.silent else told).append((0, -9.0))
                continue
            v = trees.predict(case.rows)
            (silent if case.silent else told).append((case.right[np.argmax(v)], judging.predict(judged(case, v)[None], raw_score=True)[0]))
    print("answerable", len(told), "unanswerable", len(silent), "right first %.1f" % (100 * np.mean([r for r, _ in told])))
    for enough in np.arange(-1.6, 0.41, 0.1):
        hit = 100 * np.mean([r and j >= enough for r, j in told])
        print("enough %.1f: hit %.1f silent %.1f" % (enough, hit, 100 * np.mean([j < enough for _, j in silent])))


def write(model, file):
    nodes, starts, total = bytearray(), [], 0
    dump = model.dump_model()
    for tree in dump["tree_info"]:
        flat = []

        def walk(node):
            at = len(flat)
            flat.append(None)
            if "split_feature" in node:
                flat[at] = (node["split_feature"], walk(node["left_child"]), walk(node["right_child"]), node["threshold"])
            else:
                flat[at] = (0xFFFF, 0, 0, node["leaf_value"])
            return at

        walk(tree["tree_structure"])
        starts.append(total)
        total += len(flat)
        for feature, left, right, value in flat:
            nodes += struct.pack("<HHHHf", feature, left, right, 0, value)
    head = struct.pack("<IIIf", len(starts), total, dump["max_feature_idx"] + 1, 0.0)
    open(file, "wb").write(head + b"".join(struct.pack("<I", s) for s in starts) + nodes)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--articles", required=True)
    a.add_argument("--bin", required=True)
    a.add_argument("--dry", action="store_true")
    o = a.parse_args()
    _, found = cases(o.bin, [json.loads(line) for line in open(o.articles, encoding="utf-8")])
    report(found)
    if not o.dry:
        here = os.path.dirname(os.path.abspath(__file__))
        write(rank(found), here + "/rank.bin")
        write(judge(found, unseen(found, 5)), here + "/judge.bin")


main()

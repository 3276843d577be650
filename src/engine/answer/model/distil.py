"""Makes words.bin and encoder.bin: the meanings of words, by themselves and in their context.

    pip install numpy jax safetensors tokenizers scikit-learn
    python distil.py --encoder DIR --texts TEXTS --wordnet DICT --gum CONLLU_DIR --squad SQUAD.json... --work DIR

--encoder  a folder with all-MiniLM-L6-v2 (model.safetensors, tokenizer.json, vocab.txt; Apache-2.0), the teacher
--texts    a file of English sentences and questions, one a line (some 140,000 were used: news, encyclopaedia, web, talk)
--wordnet  the dict folder of WordNet 3.1: which nouns are people, places, groups
--gum      the dep folder of the GUM corpus: which names are people, places, organisations
--squad    SQuAD 2.0 files (CC BY-SA 4.0): which sentence of a page answers a question
--questions articles.jsonl, as `train.py` reads it: readers' questions over news

Steps: (1) the vocabulary; (2) the teacher reads each word alone and in every sentence: its vector's start; (3) a student of
two layers and 96 dimensions learns to give the teacher's sentence meanings; (4) it learns to put the answering sentence
of a page first, then of a news article; (5) both files are written. Takes about an hour and a half on one core.
"""
import argparse, collections, glob, json, os, pickle, re, struct

import jax, jax.numpy as jnp, numpy as np

D, HEADS, WIDE, LAYERS, LONGEST = 96, 4, 192, 2, 64
PASSES, NEWS_RATE = 2, 3e-4
WORD = re.compile(r"[^\W\d_]+|\d(?:[.,:](?=\d)|\d)*")
KINDS = ["<pad>", "<unknown>", "<name>", "<money>", "<percent>", "<year>", "<clock>", "<small>", "<number>"]
MONEY = set("dollar dollars euro euros pound pounds yen yuan rupee rupees rupiah franc francs peso pesos rouble roubles "
            "ruble rubles cent cents pence won lira bucks quid riyal dinar krona crore shekel shekels renminbi".split())
PERCENT = {"percent", "pct", "percentage"}


def fnv(word):
    h = 0xCBF29CE484222325
    for byte in word.encode():
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


class Vocabulary:
    """Words that are worth a row: (word, count, count in lower case, texts that hold it)."""

    def __init__(self, texts, pieces, wordnet):
        count, low, held = (collections.Counter() for _ in range(3))
        for text in texts:
            words = [w for w in re.findall(r"[A-Za-z][A-Za-z'’]*[A-Za-z]|[A-Za-z]", text.replace("’", "'"))]
            words = [w[:-2] if w.endswith("'s") else w for w in words]
            for at, w in enumerate(words):
                count[w.lower()] += 1
                low[w] += at > 0 and w.islower()
            held.update({w.lower() for w in words})
        pieces = {w for w in pieces if re.fullmatch(r"[a-z]{2,}", w)}
        words = pieces | {w for w, c in count.items() if re.fullmatch(r"[a-z]{2,}", w) and (
            c >= 3 and (low[w] or w in wordnet) or w in wordnet and c)}
        keep = [w for w in words if count[w] and (low[w] or w in pieces or count[w] >= 4)]
        self.rows = sorted(((w, count[w], low[w], held[w]) for w in keep), key=lambda r: (-r[1], r[0]))
        self.words = [r[0] for r in self.rows]
        self.at = {w: i + len(KINDS) for i, w in enumerate(self.words)}
        self.texts = len(texts)

    def read(self, text, most=LONGEST):
        """As `word.rs` reads."""
        text, out, end = text.replace("’", "'"), [], -9
        for m in WORD.finditer(text):
            w, at = m.group(), m.start()
            if w[0].isdigit():
                plain, before = w.replace(",", ""), text[:at].rstrip()[-1:]
                kind = ("<money>" if before and before in "$£€¥" else "<percent>" if text[m.end():m.end() + 1] == "%"
                        else "<clock>" if ":" in w
                        else "<year>" if len(plain) == 4 and plain.isdigit() and 1500 <= int(plain) <= 2099
                        else "<small>" if plain.isdigit() and int(plain) <= 31 else "<number>")
                out.append(KINDS.index(kind))
            else:
                f = w.lower()
                if out and at and text[at - 1] == "'" and end + 3 >= at and f in ("s", "d", "m", "re", "ve", "ll", "t"):
                    continue
                out.append(self.at.get(f, KINDS.index("<name>" if w[0].isupper() else "<unknown>")))
            end = m.end()
            if len(out) >= most:
                break
        return out or [1]


class Teacher:
    """MiniLM's forward pass."""

    def __init__(self, folder):
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
        w = {k: jnp.asarray(v) for k, v in load_file(folder + "/model.safetensors").items() if v.dtype == np.float32}
        self.tokens = Tokenizer.from_file(folder + "/tokenizer.json")
        self.tokens.no_padding()
        self.tokens.no_truncation()

        def norm(x, p):
            m = x.mean(-1, keepdims=True)
            v = ((x - m) ** 2).mean(-1, keepdims=True)
            return (x - m) / jnp.sqrt(v + 1e-12) * w[p + ".weight"] + w[p + ".bias"]

        def linear(x, p):
            return x @ w[p + ".weight"].T + w[p + ".bias"]

        def forward(ids, mask):
            e = "embeddings."
            x = w[e + "word_embeddings.weight"][ids] + w[e + "position_embeddings.weight"][:ids.shape[1]]
            x = norm(x + w[e + "token_type_embeddings.weight"][0], e + "LayerNorm")
            b, t, h = x.shape
            hide = (1 - mask)[:, None, None, :] * -1e9
            for layer in range(6):
                p = f"encoder.layer.{layer}."
                split = lambda y: y.reshape(b, t, 12, 32).transpose(0, 2, 1, 3)
                q, k, v = [split(linear(x, p + f"attention.self.{n}")) for n in ("query", "key", "value")]
                seen = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(32) + hide, -1) @ v
                seen = seen.transpose(0, 2, 1, 3).reshape(b, t, h)
                x = norm(x + linear(seen, p + "attention.output.dense"), p + "attention.output.LayerNorm")
                wide = jax.nn.gelu(linear(x, p + "intermediate.dense"), approximate=False)
                x = norm(x + linear(wide, p + "output.dense"), p + "output.LayerNorm")
            return x

        self.forward = jax.jit(forward)

    def batches(self, texts, size):
        codes = self.tokens.encode_batch(texts)
        order = sorted(range(len(texts)), key=lambda i: len(codes[i].ids))
        for at in range(0, len(order), size):
            part = order[at:at + size]
            longest = -(-min(256, max(len(codes[j].ids) for j in part)) // 8) * 8
            ids, mask = np.zeros((size, longest), np.int32), np.zeros((size, longest), np.float32)
            for r, j in enumerate(part):
                t = codes[j].ids[:longest]
                ids[r, :len(t)], mask[r, :len(t)] = t, 1
            states = np.asarray(self.forward(ids, mask))
            pooled = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True).clip(1)
            yield part, states, pooled, codes

    def read(self, texts, vocabulary):
        """The meaning of each text, and of each word the mean over the places where it stands."""
        whole = np.zeros((len(texts), 384), np.float32)
        words, n = np.zeros((len(vocabulary.words), 384), np.float32), np.zeros(len(vocabulary.words))
        for part, states, pooled, codes in self.batches(texts, 64):
            whole[part] = pooled[:len(part)]
            for r, j in enumerate(part):
                offsets = codes[j].offsets[:states.shape[1]]
                starts = {a: k for k, (a, b) in enumerate(offsets) if b > a}
                for m in re.finditer("[A-Za-z]+", texts[j]):
                    i, k = vocabulary.at.get(m.group().lower()), starts.get(m.start())
                    if i is None or k is None:
                        continue
                    pieces = []
                    while k < len(offsets) and 0 < offsets[k][1] <= m.end():
                        pieces.append(states[r, k])
                        k += 1
                    if pieces:
                        words[i - len(KINDS)] += np.mean(pieces, 0)
                        n[i - len(KINDS)] += 1
        alone = np.zeros_like(words)
        for part, _, pooled, _ in self.batches(vocabulary.words, 512):
            alone[part] = pooled[:len(part)]
        return whole, words / np.maximum(n, 1)[:, None], n, alone


def start(words, n, alone):
    """Start vectors: a word alone, and in its places the more the oftener it stands; the first 96 principal axes."""
    seen = n > 0
    words[seen] -= words[seen].mean(0)
    alone = alone - alone.mean(0)
    scale = np.linalg.norm(alone, axis=1).mean() / np.linalg.norm(words[seen], axis=1).mean()
    share = 0.6 * (n / (n + 3))[:, None]
    x = (1 - share) * alone + share * words * scale
    x -= x.mean(0)
    axes = np.linalg.eigh(np.cov(x.T))[1][:, ::-1][:, :D]
    v = x @ axes
    v /= np.linalg.norm(v, axis=1, keepdims=True).clip(1e-9)
    kinds = np.random.RandomState(0).randn(len(KINDS), D) / np.sqrt(D)
    kinds[0] = 0
    return np.vstack([kinds, v]), axes.T.astype(np.float32)


def student(vectors, axes):
    rng = np.random.RandomState(0)
    g = lambda *s, by=None: jnp.asarray(rng.randn(*s) * (by or 1 / np.sqrt(s[0])), jnp.float32)
    p = {"emb": jnp.asarray(vectors, jnp.float32), "pos": g(LONGEST, D, by=0.02), "ln0": jnp.ones(D)}
    for i in range(LAYERS):
        p |= {f"qkv{i}": g(D, 3 * D), f"o{i}": g(D, D) * 0.15, f"f{i}": g(D, WIDE), f"fb{i}": jnp.zeros(WIDE),
              f"g{i}": g(WIDE, D) * 0.15, f"gb{i}": jnp.zeros(D), f"ln1{i}": jnp.ones(D), f"ln2{i}": jnp.ones(D)}
    return p | {"pw": g(D, by=0.02), "qw": g(D, by=0.02), "proj": jnp.asarray(axes), "tau": jnp.array([10.0, 6.0])}


def even(x, g):
    return x * g / jnp.sqrt((x * x).mean(-1, keepdims=True) + 1e-6)


def unit(x):
    return x / jnp.sqrt((x * x).sum(-1, keepdims=True) + 1e-9)


def encode(p, ids):
    mask = (ids > 0).astype(jnp.float32)
    b, t = ids.shape
    x = even(p["emb"][ids], p["ln0"]) + p["pos"][:t]
    hide = (1 - mask)[:, None, None, :] * -1e9
    for i in range(LAYERS):
        h = even(x, p[f"ln1{i}"]) @ p[f"qkv{i}"]
        q, k, v = [y.reshape(b, t, HEADS, D // HEADS).transpose(0, 2, 1, 3) for y in jnp.split(h, 3, -1)]
        seen = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(D // HEADS) + hide, -1) @ v
        x = x + seen.transpose(0, 2, 1, 3).reshape(b, t, D) @ p[f"o{i}"]
        x = x + jax.nn.relu(even(x, p[f"ln2{i}"]) @ p[f"f{i}"] + p[f"fb{i}"]) @ p[f"g{i}"] + p[f"gb{i}"]
    weight = jnp.exp(x @ p["pw"]) * mask
    return x, mask, (x * weight[:, :, None]).sum(1) / (weight.sum(1, keepdims=True) + 1e-6)


def scores(p, lines, questions):
    xs, ms, ps = encode(p, lines)
    xq, mq, pq = encode(p, questions)
    near = jnp.einsum("qtd,sud->qtsu", unit(xq), unit(xs)) + (ms[None, None] - 1) * 9
    count = jnp.exp(xq @ p["qw"]) * mq
    late = (near.max(-1) * (count / count.sum(1, keepdims=True))[:, :, None]).sum(1)
    return p["tau"][0] * (unit(pq) @ unit(ps).T) + p["tau"][1] * late, unit(pq) @ unit(ps).T


def adam(p, g, state, t, rate):
    m, v = state
    m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
    v = jax.tree.map(lambda a, b: 0.98 * a + 0.02 * b * b, v, g)
    step = lambda q, a, b: q - rate * (a / (1 - 0.9 ** t)) / (jnp.sqrt(b / (1 - 0.98 ** t)) + 1e-8)
    return jax.tree.map(step, p, m, v), (m, v)


def padded(rows, width):
    out = np.zeros((len(rows), width), np.int32)
    for i, row in enumerate(rows):
        out[i, :len(row[:width])] = row[:width]
    return out


def imitate(p, texts, whole, vocabulary, rounds=((2, 1.5e-3), (3, 1.2e-3)), size=256):
    whole = whole / (np.linalg.norm(whole, axis=1, keepdims=True) + 1e-9)
    ids = [vocabulary.read(t, 48) for t in texts]
    n = np.array([len(i) for i in ids])
    order = [i for i in range(len(texts)) if n[i] >= 3]

    @jax.jit
    def step(p, state, t, rate, x, y):
        def loss(p):
            z = unit(encode(p, x)[2] @ p["proj"])
            return (1 - (z * y).sum(-1)).mean() + 5 * ((z @ z.T - y @ y.T) ** 2).mean()
        return adam(p, jax.grad(loss)(p), state, t, rate)

    for epochs, most in rounds:
        rng, t, total = np.random.RandomState(epochs), 0, epochs * len(order) // size
        state = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p)
        for _ in range(epochs):
            shuffled = [order[k] for k in np.argsort([n[i] + rng.rand() * 6 for i in order])]
            parts = [shuffled[i:i + size] for i in range(0, len(shuffled) - size + 1, size)]
            rng.shuffle(parts)
            for part in parts:
                t += 1
                rate = most * min(1, t / 50) * max(0.03, 1 - t / total)
                width = -(-int(max(n[part])) // 8) * 8
                p, state = step(p, state, t, rate, padded([ids[i] for i in part], width), whole[part])
    return p


def rank(p, pages, vocabulary, epochs=2, most=6e-4, lines=64, asked=16):
    """`pages`: (sentences, questions, for each question the numbers of the sentences that answer)."""
    first = p["emb"]

    @jax.jit
    def step(p, state, t, rate, s, q, y, mask):
        def loss(p):
            both, whole = scores(p, s, q)
            has = (y.sum(1) > 0).astype(jnp.float32)
            miss = lambda z: -jnp.log(jnp.maximum((jnp.exp(jax.nn.log_softmax(z + (mask - 1) * 1e4, -1)) * y).sum(1), 1e-9))
            kept = ((p["emb"] - first) ** 2).sum() * 0.05
            return ((miss(both) + 0.5 * miss(15 * whole)) * has).sum() / has.sum() + kept / has.sum()
        return adam(p, jax.grad(loss)(p), state, t, rate)

    rng, t, total = np.random.RandomState(0), 0, epochs * len(pages)
    state = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p)
    for _ in range(epochs):
        for i in rng.permutation(len(pages)):
            t += 1
            sentences, questions, answers = pages[i]
            sentences = sentences[:lines]
            picked = [k for k in range(len(questions)) if min(answers[k]) < len(sentences)]
            if not picked:
                continue
            picked = list(rng.choice(picked, min(asked, len(picked)), replace=False))
            s = padded([vocabulary.read(x, 40) for x in sentences] + [[1]] * (lines - len(sentences)), 40)
            q = padded([vocabulary.read(questions[k], 20) for k in picked] + [[1]] * (asked - len(picked)), 20)
            y, mask = np.zeros((asked, lines), np.float32), np.zeros(lines, np.float32)
            mask[:len(sentences)] = 1
            for r, k in enumerate(picked):
                y[r, [a for a in answers[k] if a < len(sentences)]] = 1
            p, state = step(p, state, t, most * min(1, t / 50) * max(0.05, 1 - t / total), s, q, y, mask)
    return p


def pages_of(files):
    """SQuAD's paragraphs in runs of some 6,500 characters, the length of a news article."""
    pages, cut = [], re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
    for file in files:
        for title in json.load(open(file, encoding="utf-8"))["data"]:
            sentences, questions, answers, size = [], [], [], 0
            for paragraph in title["paragraphs"] + [None]:
                if paragraph is None or sentences and size + len(paragraph["context"]) > 6500:
                    if questions:
                        pages.append((sentences, questions, answers))
                    sentences, questions, answers, size = [], [], [], 0
                if paragraph is None:
                    break
                text, base, starts = paragraph["context"], len(sentences), [0]
                starts += [m.end() for m in cut.finditer(text)]
                sentences += [text[a:b].strip() for a, b in zip(starts, starts[1:] + [len(text)])]
                size += len(text)
                for q in paragraph["qas"]:
                    if q["answers"] and not q.get("is_impossible"):
                        at = q["answers"][0]["answer_start"]
                        questions.append(q["question"])
                        answers.append([base + sum(at >= s for s in starts) - 1])
    return pages


def news_of(file):
    """The articles of `train.py` with the sentences that answer."""
    pages, cut = [], re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
    for line in open(file, encoding="utf-8"):
        article = json.loads(line)
        sentences = [s.strip() for s in cut.split(article["text"]) if len(s.split()) > 2]
        words = [set(s.lower().split()) for s in sentences]
        questions, answers = [], []
        for qa in article["qa"]:
            if qa["evidence"]:
                gold = set(qa["evidence"].lower().split())
                share = [len(w & gold) / max(1, min(len(w), len(gold))) if len(w) > 3 else 0 for w in words]
                if share and max(share) >= 0.8:
                    questions.append(qa["question"])
                    answers.append([int(np.argmax(share))])
        if questions:
            pages.append((sentences, questions, answers))
    return pages


def senses(folder):
    """How often each noun is of each of WordNet's noun classes."""
    found = collections.defaultdict(collections.Counter)
    for line in open(folder + "/index.sense", encoding="latin1"):
        key, _, number, tagged = line.split()
        word, sense = key.split("%")
        kind, cls = sense.split(":")[:2]
        if kind == "1" and re.fullmatch("[a-z]+", word):
            found[word][int(cls)] += int(tagged) + (0.6 if number == "1" else 0.2)
    return found


def noun_facts(word, nouns):
    forms = [word] + [word[:-n] + e for s, n, e in (("ies", 3, "y"), ("es", 2, ""), ("s", 1, ""), ("men", 3, "man"))
                      if word.endswith(s)]
    forms = [f for f in forms if f in nouns]
    bits = 0
    for form in forms[:1] if word in nouns else forms:
        c = nouns[form]
        for bit, cls in ((1, 18), (2, 15), (4, 14)):
            bits |= bit if c[cls] / sum(c.values()) > 0.5 else 0
    return bits


def names(folder, vocabulary, vectors):
    """1 person, 2 place, 3 organisation: as GUM marks them, and for other words as their vectors lie."""
    from sklearn.linear_model import LogisticRegression
    found = collections.defaultdict(collections.Counter)
    for file in sorted(glob.glob(folder + "/*.conllu")):
        stack = []
        for line in open(file, encoding="utf-8"):
            f = line.rstrip("\n").split("\t")
            if len(f) < 10 or not f[0].isdigit():
                stack = stack if line.startswith("#") or line.strip() else []
                continue
            m, close = re.search(r"Entity=([^|]*)", f[9]), 0
            for mark in re.findall(r"\([^()]*\)?|\d+\)|\)", m.group(1) if m else ""):
                if mark.startswith("("):
                    stack.append((mark[1:].split("-") + ["?", "?"])[1])
                close += not mark.startswith("(") or mark.endswith(")")
            if f[4] in ("NNP", "NNPS") and stack:
                found[f[1].lower()][stack[-1]] += 1
            del stack[max(0, len(stack) - close):]
    code = {"person": 1, "place": 2, "organization": 3}
    sure = {w: (code.get(c.most_common(1)[0][0], 0), sum(c.values())) for w, c in found.items()
            if w in vocabulary.at and c.most_common(1)[0][1] / sum(c.values()) > 0.7}
    model = LogisticRegression(C=3, max_iter=300)
    model.fit(np.array([vectors[vocabulary.at[w]] for w in sure]), [k for k, _ in sure.values()])
    chance = model.predict_proba(vectors[len(KINDS):])
    out = np.where(chance.max(1) > 0.5, model.classes_[chance.argmax(1)], 0)
    for w, (k, n) in sure.items():
        if n >= 3:
            out[vocabulary.at[w] - len(KINDS)] = k
    return out


def write_words(p, vocabulary, nouns, gum, file):
    v = np.asarray(p["emb"])
    v = v / np.linalg.norm(v, axis=1, keepdims=True).clip(1e-9)
    kind, n = names(gum, vocabulary, v), len(KINDS)
    rarity = np.log((vocabulary.texts + 1) / (np.array([r[3] for r in vocabulary.rows]) + 1)) / np.log(vocabulary.texts + 1)
    slots = 1 << int(np.ceil(np.log2(len(vocabulary.words) * 1.4)))
    table = [(0, 0)] * slots
    for i, w in enumerate(vocabulary.words):
        h = fnv(w)
        s = (h >> 40) & (slots - 1)
        while table[s][1]:
            s = (s + 1) & (slots - 1)
        table[s] = (h & 0xFFFF, i + n + 1)
    out = bytearray(struct.pack("<IIII", len(v), D, slots, 0))
    for entry in table:
        out += struct.pack("<HH", *entry)
    out += np.clip(np.round(v * 127), -127, 127).astype(np.int8).tobytes() + bytes(4 * n)
    for i, (w, count, low, _) in enumerate(vocabulary.rows):
        facts = noun_facts(w, nouns) | 8 * (w in MONEY) | 16 * (w in PERCENT) | 32 * (low / max(count, 1) > 0.5)
        out += bytes([int(np.clip(rarity[i], 0, 1) * 255), facts, int(kind[i]), 0])
    open(file, "wb").write(out)


def write_encoder(p, file):
    def bf16(x):
        bits = np.ascontiguousarray(np.asarray(x, np.float32)).ravel().view(np.uint32)
        return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16).tobytes()
    order = ["ln0", "pos"] + [f"{k}{i}" for i in range(LAYERS) for k in ("ln1", "ln2", "qkv", "o", "f", "fb", "g", "gb")]
    open(file, "wb").write(b"".join(bf16(p[k]) for k in order + ["pw", "qw"]))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("encoder", "texts", "wordnet", "gum", "work"):
        a.add_argument("--" + name, required=True)
    a.add_argument("--squad", nargs="+", required=True)
    a.add_argument("--questions", required=True)
    o = a.parse_args()
    texts = open(o.texts, encoding="utf-8").read().splitlines()
    nouns = senses(o.wordnet)
    vocabulary = Vocabulary(texts, open(o.encoder + "/vocab.txt", encoding="utf-8").read().splitlines(), nouns)
    read = o.work + "/teacher.npz"
    if not os.path.exists(read):
        whole, words, n, alone = Teacher(o.encoder).read(texts, vocabulary)
        np.savez(read, whole=whole, words=words, n=n, alone=alone)
    z = np.load(read)
    p = student(*start(z["words"], z["n"], z["alone"]))
    p = imitate(p, texts, z["whole"], vocabulary)
    pages = pages_of(o.squad)
    p = rank(p, pages, vocabulary)
    news = news_of(o.questions)
    p = rank(p, news * PASSES + pages[:len(news) // 2], vocabulary, epochs=1, most=NEWS_RATE)
    pickle.dump(jax.tree.map(np.asarray, p), open(o.work + "/student.pkl", "wb"))
    here = os.path.dirname(os.path.abspath(__file__))
    write_words(p, vocabulary, nouns, o.gum, here + "/words.bin")
    write_encoder(p, here + "/encoder.bin")
    print("scales of the two measures (feature.rs):", np.asarray(p["tau"]))


main()

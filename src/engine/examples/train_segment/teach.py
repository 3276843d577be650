"""Adds to the MISC column of CoNLL-U files what a spaCy model says of each token: Hint=TAG|HEAD|RELATION.

Usage: teach.py MODEL OUT_FOLDER FILE...; the files' own sentences and tokens are kept.
"""
import pathlib
import sys

import spacy
from spacy.tokens import Doc


def blocks(path):
    for block in pathlib.Path(path).read_text(encoding="utf-8").split("\n\n"):
        lines = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines


def document(nlp, lines):
    """The sentence as a document of one sentence, its words spaced as in the text."""
    tokens, inside, glue = [], 0, {}
    for line in lines:
        if "-" in line[0]:
            first, inside = (int(part) for part in line[0].split("-"))
            spaced = "SpaceAfter=No" not in line[9]
            glue.update({number: False for number in range(first, inside)})
            glue[inside] = spaced
        elif "." not in line[0]:
            tokens.append(line)
    words = [line[1].replace("’", "'").replace("“", '"').replace("”", '"') for line in tokens]
    spaces = [glue.get(int(line[0]), "SpaceAfter=No" not in line[9]) for line in tokens]
    starts = [at == 0 for at in range(len(words))]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts), tokens


def main():
    nlp = spacy.load(sys.argv[1], exclude=["ner", "lemmatizer"])
    out = pathlib.Path(sys.argv[2])
    for path in sys.argv[3:]:
        sentences = list(blocks(path))
        pairs = [document(nlp, lines) for lines in sentences]
        parsed = nlp.pipe([doc for doc, _ in pairs], batch_size=128)
        for doc, (_, tokens) in zip(parsed, pairs):
            for token, line in zip(doc, tokens):
                hint = f"Hint={token.tag_}|{token.head.i}|{token.dep_}"
                line[9] = hint if line[9] == "_" else f"{line[9]}|{hint}"
        text = "\n\n".join("\n".join("\t".join(line) for line in lines) for lines in sentences)
        (out / pathlib.Path(path).name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

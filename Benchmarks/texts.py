"""The texts that are measured with: the corpus beside the project where there is one, else text made from the project's own example."""

import gzip
import json
import random
from pathlib import Path

from measure import ROOT

CORPUS = ROOT.parent / "shared" / "data" / "corpus" / "documents.jsonl.gz"
# About as much as the corpus holds.
GENERATED_CHARACTERS = 16_000_000


def corpus() -> tuple[str, list[dict]]:
    """Where the records come from, and the records."""
    if CORPUS.exists():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            return "corpus", [json.loads(line) for line in lines]
    return "generated", generated()


def generated() -> list[dict]:
    """Sentences of the example county's documents, mixed anew with a fixed seed."""
    random_numbers = random.Random(20_260_101)
    examples = [json.loads(line) for line in (ROOT / "Examples/mingchuan/disclosures.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    sentences = [part + "。" for example in examples for part in example["body"].replace("\n", "").split("。") if 4 < len(part) < 200]
    records = []
    characters = 0
    while characters < GENERATED_CHARACTERS:
        body = "\n\n".join("".join(random_numbers.choices(sentences, k=6)) for _ in range(random_numbers.randint(4, 40)))
        characters += len(body)
        records.append({
            "id": f"generated-{len(records)}", "title": random_numbers.choice(examples)["title"], "issuer": "明川县人民政府办公室",
            "date": f"{random_numbers.randint(2008, 2025)}-{random_numbers.randint(1, 12):02}-{random_numbers.randint(1, 28):02}", "body": body})
    return records


def write_records(records: list[dict], path: Path, copies: int = 1):
    """As JSON Lines; each copy under identifiers of its own, so that nothing counts as the same document."""
    with path.open("w", encoding="utf-8") as file:
        for copy in range(copies):
            for record in records:
                changed = record if copy == 0 else {**record, "id": f"{record.get('id')}-{copy}", "url": None}
                file.write(json.dumps(changed, ensure_ascii=False) + "\n")


def pieces(records: list[dict], count: int, length: int = 500) -> list[dict]:
    """Documents of about `length` characters, cut from the records with a fixed seed.

    A cut text can begin a line with a mark that means something in plain text (a list, a table, the page around the text); such lines are left
    out, because then what is searched would not be what is scanned.
    """
    random_numbers = random.Random(20_260_102)
    bodies = [record["body"] for record in records if len(record.get("body") or "") > 200]
    weights = [len(body) for body in bodies]
    made = []
    for number, body in enumerate(random_numbers.choices(bodies, weights, k=count)):
        start = random_numbers.randrange(max(1, len(body) - length))
        lines = [line.strip() for line in body[start:start + random_numbers.randint(length - 100, length + 100)].splitlines()]
        kept = [line for line in lines if line and line[0] not in "|-*•#\u3000" and "\u3000\u3000" not in line and len(line) > 40]
        text = "\n".join(kept) or "本件正文从略，详见附件所列各项内容，并请按照有关规定办理有关手续，逾期不予受理，特此公告，请相互转告。"
        made.append({
            "id": f"piece-{number}", "title": f"{text[:18].replace(chr(10), ' ').strip()}（第{number}号）", "issuer": f"明川县第{number % 40}局",
            "published": f"{2006 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}", "body": text})
    return made

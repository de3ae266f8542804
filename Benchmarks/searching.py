"""Search at 100,000 documents: time over HTTP, recall and precision against a scan of the same text, memory, and tantivy beside it."""

import json
import random
import re
import sys
import time
import urllib.parse
from pathlib import Path

from importing import load
from measure import HERE, ROOT, Client, Figure, free_port, percentile, resident_bytes, run, serve_ours
from texts import corpus, pieces, write_records

CAP = 10_000
# Sets are compared where they can be read page by page in a reasonable time; totals always.
COMPARED_IN_FULL = 300


def queries(texts: list[str], per_kind: int) -> list[str]:
    """Terms of 1, 2, 3, 4 and 6 characters and of two and three words, drawn from the text, a quarter of each kind from each stratum of document frequency."""
    random_numbers = random.Random(20_260_103)
    sample = random_numbers.sample(texts, min(1500, len(texts)))
    chosen = []
    by_length = {}
    for length in (1, 2, 3, 4, 6):
        frequency: dict[str, int] = {}
        for text in sample:
            runs = re.findall(r"[\u4e00-\u9fa5]+", text)
            for term in {run[start:start + length] for run in runs for start in range(len(run) - length + 1)}:
                frequency[term] = frequency.get(term, 0) + 1
        ranked = sorted(frequency, key=lambda term: (frequency[term], term))
        # By share of all occurrences: rare, middling, frequent and most frequent terms.
        cuts = [0, len(ranked) // 2, len(ranked) * 9 // 10, len(ranked) * 99 // 100, len(ranked)]
        terms = []
        for low, high in zip(cuts, cuts[1:]):
            stratum = ranked[low:high]
            terms += random_numbers.sample(stratum, min(per_kind // 4, len(stratum)))
        by_length[length] = terms
        chosen += terms
    for words in (2, 3):
        chosen += [" ".join(random_numbers.sample(by_length[2], words)) for _ in range(per_kind)]
    random_numbers.shuffle(chosen)
    return list(dict.fromkeys(chosen))


def path(query: str, sort: str, limit: int = 20, after: str | None = None) -> str:
    return f"/api/v1/search?q={urllib.parse.quote(query)}&sort={sort}&limit={limit}" + (f"&after={after}" if after else "")


def times(client: Client, asked: list[str], sort: str) -> tuple[list[float], list[dict]]:
    milliseconds, answers = [], []
    for query in asked:
        start = time.perf_counter()
        status, body = client.get(path(query, sort))
        milliseconds.append((time.perf_counter() - start) * 1000)
        if status != 200:
            raise SystemExit(f"search for {query} answered {status}")
        answers.append(json.loads(body))
    return milliseconds, answers


def found_titles(client: Client, query: str) -> set[str]:
    titles, after = set(), None
    while True:
        answer = json.loads(client.get(path(query, "newest", 100, after))[1])
        titles |= {result["title"] for result in answer["results"]}
        after = answer["next"]
        if not after:
            return titles


def folding() -> dict[int, str]:
    """Traditional characters to simplified ones, as the index promises to fold them."""
    source = (ROOT / "Sources/Domain/Text/TraditionalCharacters.swift").read_text(encoding="utf-8")
    traditional, simplified = (re.sub(r"[\\\\\s]", "", text) for text in re.findall(r'"""(.*?)"""', source, re.DOTALL))
    return str.maketrans(traditional, simplified)


def compare(client: Client, asked: list[str], answers: list[dict], records: list[dict]) -> tuple[float, float, str]:
    """Recall and precision over all queries, and the first differences in words."""
    # A line break ends a word for both sides: no query holds one.
    table = folding()
    texts = [(record["title"], (record["title"] + "\n" + record["body"]).translate(table)) for record in records]
    expected_count = right = found_count = 0
    differences = []
    in_full = 0
    for query, answer in zip(asked, answers):
        terms = query.translate(table).split()
        truth = [title for title, text in texts if all(term in text for term in terms)]
        total = answer["total"]
        if answer["totalIsCapped"]:
            expected, found, common = CAP, CAP, CAP if len(truth) >= CAP else len(truth)
        elif len(truth) <= COMPARED_IN_FULL and total <= COMPARED_IN_FULL:
            titles = found_titles(client, query)
            in_full += 1
            expected, found, common = len(truth), len(titles), len(titles & set(truth))
            if total != len(titles):
                differences.append(f"{query}: total {total}, listed {len(titles)}")
        else:
            expected, found, common = len(truth), total, min(len(truth), total)
        if (expected, found) != (common, common):
            differences.append(f"{query}: scan {expected}, found {found}, both {common}")
        expected_count, found_count, right = expected_count + expected, found_count + found, right + common
    note = f"{len(asked)} queries, {in_full} compared document by document, {len(differences)} differ" + "".join(
        f"; {line}" for line in differences[:3])
    return right / max(expected_count, 1), right / max(found_count, 1), note


def look_at_pages(client: Client, answers: list[dict], count: int) -> int:
    """Opens that many different document pages."""
    urls = list(dict.fromkeys(result["url"] for answer in answers for result in answer["results"]))[:count]
    for url in urls:
        client.get(url)
    return len(urls)


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    source, records = corpus()
    count = 20_000 if quick else 100_000
    documents = pieces(records, count)
    del records
    write_records(documents, work / "pieces.jsonl")
    asked = queries([document["body"] for document in documents], 28 if quick else 56)
    (work / "queries.json").write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
    database = work / "pieces.sqlite"
    loaded = load(binary, work / "pieces.jsonl", database)
    port = free_port()
    with serve_ours(binary, database, port) as (process, _):
        client = Client(port)
        # Once unmeasured, as after some minutes of use.
        for sort in ("newest", "relevance"):
            times(client, asked[::4], sort)
        newest, answers = times(client, asked, "newest")
        relevance, _ = times(client, asked, "relevance")
        pages = look_at_pages(client, answers, 200)
        memory = resident_bytes(process.pid)
        recall, precision, note = compare(client, asked, answers, documents)
        client.close()
    (work / "tantivy").mkdir(exist_ok=True)
    other = json.loads(run([
        sys.executable, HERE / "others/tantivy_search.py", work / "pieces.jsonl", work / "queries.json", work / "tantivy"], keep_output=True).output)
    figures = []
    for name, ours, limit in (("newest", newest, 5), ("relevance", relevance, 10)):
        p95, others = percentile(ours, 0.95), percentile(other[name], 0.95)
        slowest = max(zip(ours, asked))
        figures.append(Figure(
            f"search-{name}", f"p95 of {len(asked)} queries over HTTP at {count} documents ({source}), top 20 with snippets and count", p95, "ms",
            f"≤ {limit} ms", p95 <= limit, others, "tantivy in its own process, top 20 without texts", others / p95,
            f"median {percentile(ours, 0.5):.2f} against {percentile(other[name], 0.5):.2f} ms; slowest {slowest[0]:.1f} ms ({slowest[1]})"))
    figures.append(Figure("search-recall", "against a substring scan of the same text", recall * 100, "%", "100 %", recall == 1, note=note))
    figures.append(Figure("search-precision", "against a substring scan of the same text", precision * 100, "%", "≥ 99.9 %", precision >= 0.999))
    figures.append(Figure(
        "memory", f"resident after {2 * len(asked) + pages} answers at {count} documents, {pages} different pages among them", memory / 1e6, "MB",
        "≤ 120 MB", memory <= 120e6, note=f"import of these documents: {loaded.cpu:.1f} s CPU, tantivy's indexing {other['indexing']:.1f} s"))
    return figures

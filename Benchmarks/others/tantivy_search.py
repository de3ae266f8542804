"""tantivy on the same documents and queries, with the same pairs of characters as phrases.

tantivy_search.py RECORDS QUERIES INDEX: prints the milliseconds of each query, by relevance and newest first, top 20.
"""

import json
import sys
import time

import tantivy


def pairs(text: str) -> str:
    return " ".join(piece for word in text.split() for piece in [*(a + b for a, b in zip(word, word[1:])), word[-1]])


def clause(term: str) -> str:
    if len(term) == 1:
        return f"characters:{term}"
    phrase = " ".join(a + b for a, b in zip(term, term[1:]))
    return f'(title:"{phrase}" OR body:"{phrase}")'


schema = (
    tantivy.SchemaBuilder().add_text_field("title", stored=True, tokenizer_name="whitespace")
    .add_text_field("body", stored=False, tokenizer_name="whitespace").add_text_field("characters", stored=False, tokenizer_name="whitespace")
    .add_unsigned_field("position", stored=True, indexed=True, fast=True).build())
index = tantivy.Index(schema, path=sys.argv[3])
writer = index.writer(heap_size=256_000_000, num_threads=1)
start = time.process_time()
with open(sys.argv[1], encoding="utf-8") as lines:
    for position, line in enumerate(lines):
        record = json.loads(line)
        characters = " ".join(sorted(set(record["title"] + record["body"]) - set(" \n")))
        fields = {"title": pairs(record["title"]), "body": pairs(record["body"]), "characters": characters, "position": position}
        writer.add_document(tantivy.Document.from_dict(fields, schema))
writer.commit()
writer.wait_merging_threads()
indexing = time.process_time() - start
index.reload()
searcher = index.searcher()
with open(sys.argv[2], encoding="utf-8") as file:
    queries = json.load(file)
answers = {"relevance": [], "newest": [], "totals": [], "indexing": indexing}
for warm in (True, False):
    for query in queries:
        expression = " AND ".join(clause(term) for term in query.split())
        start = time.perf_counter()
        found = searcher.search(index.parse_query(expression, ["body"]), 20)
        middle = time.perf_counter()
        searcher.search(index.parse_query(expression, ["body"]), 20, order_by_field="position")
        if not warm:
            answers["relevance"].append((middle - start) * 1000)
            answers["newest"].append((time.perf_counter() - middle) * 1000)
            answers["totals"].append(found.count)
print(json.dumps(answers))

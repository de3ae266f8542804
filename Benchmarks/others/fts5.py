"""SQLite's FTS5 alone: writes records whose pairs of characters are already cut, and prints the seconds of CPU for it. fts5.py RECORDS DATABASE"""

import json
import sqlite3
import sys
import time

with open(sys.argv[1], encoding="utf-8") as lines:
    bodies = [json.loads(line).get("body") or "" for line in lines]
bodies = [body for body in bodies if body.strip()]
cut = [" ".join(a + b for a, b in zip(body, body[1:]) if not (a + b).isspace()) for body in bodies]
start = time.process_time()
database = sqlite3.connect(sys.argv[2])
database.execute("PRAGMA journal_mode = WAL")
database.execute("CREATE VIRTUAL TABLE found USING fts5 (body, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')")
database.execute("INSERT INTO found (found, rank) VALUES ('hashsize', 16777216)")
for first in range(0, len(cut), 400):
    with database:
        database.executemany("INSERT INTO found (rowid, body) VALUES (?, ?)", enumerate(cut[first:first + 400], first + 1))
database.close()
print(json.dumps({"cpu": time.process_time() - start, "characters": sum(map(len, bodies))}))

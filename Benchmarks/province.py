"""Monitoring of a province on PostgreSQL: 1, 10 and 120 counties of 40 units, 1,500 items and 300,000 documents each, as many obligations.

Not part of the run of all figures: 120 counties take some 30 GB in the temporary folder and a quarter of an hour to make. It wants a server of its own:
scripts/with-postgres scripts/bench BINARY province
"""

import os
import subprocess
import time
from pathlib import Path

from asking import units
from measure import Figure, median, run

DOCUMENTS, ITEMS, COUNTED_UNITS = 300_000, 1_500, 40

# What a county holds is what monitoring.py writes, said in SQL. No foreign key is checked row by row, nothing goes through the write-ahead log, and the
# indexes are made when the rows are there: ways of making it, none of which changes what is measured.
PREPARE = """
SET session_replication_role = replica;
SET maintenance_work_mem = '2GB';
CREATE TABLE bench_index AS SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename IN ('obligation', 'disclosure', 'obligation_past') AND indexname NOT IN (SELECT conname FROM pg_constraint);
DO $$ DECLARE line record; BEGIN FOR line IN SELECT name FROM bench_index LOOP EXECUTE 'DROP INDEX ' || quote_ident(line.name); END LOOP; END $$;
CREATE TABLE bench_constraint AS SELECT conrelid::regclass::text AS place, conname AS name, pg_get_constraintdef(oid) AS definition, contype
    FROM pg_constraint WHERE conrelid IN ('obligation'::regclass, 'disclosure'::regclass, 'obligation_past'::regclass) AND contype IN ('p', 'u', 'f')
    OR confrelid IN ('obligation'::regclass, 'disclosure'::regclass) AND contype = 'f';
DO $$ DECLARE line record; BEGIN FOR line IN SELECT place, name FROM bench_constraint ORDER BY contype LOOP
    EXECUTE 'ALTER TABLE ' || line.place || ' DROP CONSTRAINT ' || quote_ident(line.name); END LOOP; END $$;
ALTER TABLE obligation SET UNLOGGED;
ALTER TABLE disclosure SET UNLOGGED;
ALTER TABLE obligation_past SET UNLOGGED;
"""

COUNTY = """
SET session_replication_role = replica;
SET synchronous_commit = off;
CREATE TEMP TABLE made AS SELECT * FROM site ORDER BY id LIMIT 1;
UPDATE made SET id = {base}, name = '第{place}县';
INSERT INTO site SELECT * FROM made;
CREATE TEMP TABLE staff AS SELECT * FROM unit WHERE site_id = (SELECT MIN(id) FROM site) ORDER BY id LIMIT {units};
CREATE TEMP TABLE place AS SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS number FROM staff;
UPDATE staff SET site_id = {base}, parent_id = NULL, id = {base} + 9000000 + (SELECT number FROM place WHERE place.id = staff.id);
INSERT INTO unit SELECT * FROM staff;
INSERT INTO domain (site_id, code, name, position) SELECT {base}, LPAD(n::text, 2, '0'), '领域' || LPAD(n::text, 2, '0'), n - 1 FROM GENERATE_SERIES(1, 26) n;
INSERT INTO catalogue_version (id, site_id, level, title, state, effective, reason, version) VALUES ({base} + 1, {base}, 'county', '目录', 'adopted', '2020-01-01', '', 1);
INSERT INTO catalogue_item (version_id, id, site_id, domain_code, position, name, entry, adjustment)
    SELECT {base} + 1, {base} + 100 + n, {base}, LPAD((n % 26 + 1)::text, 2, '0'), n, '事项' || n, JSON_BUILD_OBJECT(
        'levels', JSON_BUILD_ARRAY('一级', '事项' || n), 'elements', JSON_BUILD_ARRAY('名称', '结果'), 'bases', JSON_BUILD_ARRAY(), 'subjects', JSON_BUILD_ARRAY(),
        'channels', (ARRAY['["政府网站"]', '["政府网站","政府公报"]', '["政府网站","政府公报","两微一端"]'])[n % 3 + 1]::json, 'otherChannels', JSON_BUILD_ARRAY(),
        'audience', JSON_BUILD_OBJECT('everyone', n % 3 <> 0, 'specific', n % 3 = 0), 'modes', JSON_BUILD_ARRAY('主动'), 'tiers', JSON_BUILD_ARRAY('县级'),
        'stages', JSON_BUILD_ARRAY((ARRAY['决策', '执行', '管理', '服务', '结果', '解读', '回应'])[n % 7 + 1]))::text, '' FROM GENERATE_SERIES(0, {items} - 1) n;
INSERT INTO item_unit (version_id, item_id, unit_id)
    SELECT {base} + 1, {base} + 100 + n, {base} + 9000000 + (n + more * 13) % {units} FROM GENERATE_SERIES(0, {items} - 1) n, GENERATE_SERIES(0, 2) more;
CREATE TEMP TABLE row AS SELECT n, n % {items} AS item, {base} + 9000000 + (n % {items} + n / {items} % 3 * 13) % {units} AS unit,
    CURRENT_DATE - (n * 7919::bigint % 1400)::int AS day FROM GENERATE_SERIES(0, {documents} - 1) n;
INSERT INTO disclosure (id, site_id, unit_id, item_id, domain_code, title, published, validity, body, source_key, digest, position, version)
    SELECT {base} + 10000000 + n, {base}, unit, {base} + 100 + item, LPAD((item % 26 + 1)::text, 2, '0'), '文件' || n, at, '未标注', E'P正文\\n', 'k' || n,
        '\\x7878787878787878787878787878787878787878787878787878787878787878'::bytea, ((at + 2208988800000) / 60000 << 30) | n, 1
    FROM (SELECT *, (day - DATE '1970-01-01')::bigint * 86400000 - 28800000 + 36000000 AS at FROM row) made;
INSERT INTO obligation (id, site_id, unit_id, item_id, version_id, domain_code, title, occasion, occasion_key, start, raised, state, disclosure_id, closed,
        closed_by, reason, due, deadline, is_provisional, version)
    SELECT {base} + 20000000 + n, {base}, unit, {base} + 100 + item, {base} + 1, LPAD((item % 26 + 1)::text, 2, '0'), '一级 › 事项' || item, 'period',
        (2020 + n / {items} / 3 / 12) || '-M' || LPAD((n / {items} / 3 % 12 + 1)::text, 2, '0'), (day - 20)::text, (day - 20 - DATE '1970-01-01')::bigint * 86400000 - 28800000,
        state, CASE WHEN state = 'fulfilled' THEN {base} + 10000000 + n END,
        CASE WHEN state <> 'open' THEN (day - DATE '1970-01-01')::bigint * 86400000 - 28800000 + 36000000 END, '', '', due::text,
        (due - DATE '1970-01-01')::bigint * 86400000 - 28800000 + 86400000, 0, 1
    FROM (SELECT *, day + (n % 23 - 3) AS due, CASE WHEN n % 17 = 0 THEN 'open' WHEN n % 101 = 0 THEN 'waived' ELSE 'fulfilled' END AS state FROM row) made;
INSERT INTO obligation_past (obligation_id, ended, site_id, start, raised, state, disclosure_id, closed, deadline)
    SELECT id, closed - 1, site_id, start, raised, 'fulfilled', disclosure_id, closed - 86400000, deadline FROM obligation
    WHERE id BETWEEN {base} + 20000000 AND {base} + 20000000 + {documents} AND state = 'fulfilled' AND id % 100 = 0;
"""

FINISH = """
SET maintenance_work_mem = '2GB';
SELECT definition FROM bench_index \\gexec
SELECT 'ALTER TABLE ' || place || ' ADD CONSTRAINT ' || quote_ident(name) || ' ' || definition FROM bench_constraint WHERE contype IN ('p', 'u') \\gexec
VACUUM ANALYZE;
"""


def psql(server: str, script: str) -> None:
    tool = sorted(Path("/usr/lib/postgresql").glob("*/bin/psql"))[-1]
    result = subprocess.run([tool, "-q", "-v", "ON_ERROR_STOP=1", "-d", server], input=script, text=True, capture_output=True)
    if result.returncode:
        raise SystemExit(f"psql: {result.stderr[:2000]}")


def measure(binary: Path, work: Path, quick: bool) -> list[Figure]:
    server = os.environ.get("MINGTANG_TEST_POSTGRES")
    if not server:
        raise SystemExit("province：要一个 PostgreSQL，请运行 scripts/with-postgres scripts/bench 程序文件 province")
    counties = [1, 3] if quick else [1, 10, 120]
    run([binary, "units", "import", units(work), "--database", server])
    psql(server, PREPARE)
    for place in range(1, counties[-1] + 1):
        psql(server, COUNTY.format(base=10**12 * place, place=place, units=COUNTED_UNITS, items=ITEMS, documents=DOCUMENTS))
    psql(server, FINISH)
    figures, alone = [], None
    for number in counties:
        start = time.perf_counter()
        each = [run([binary, "monitor", "--json", "--site", f"第{place}县", "--database", server], keep_output=True).wall for place in range(1, number + 1)]
        took = time.perf_counter() - start
        if alone is None:
            # The first time also brings the county from the disk: what the others pay as well.
            alone = took
        what = f"{number} counties of {DOCUMENTS} documents on PostgreSQL, one report after the other, {counties[-1]} in the database"
        figures.append(Figure(
            f"province-{number}", what, took, "s", "≤ 120 s, growing linearly", took <= 120 and took <= alone * number * 1.25,
            note=f"each {median(each):.2f} s (median), slowest {max(each):.2f} s"))
    return figures

"""The interface keeps to its own description: a short run of what scripts/schemathesis does at length."""

import re
import tempfile

import interface


def test_interface_answers_as_described(world):
    with tempfile.TemporaryDirectory() as folder:
        status, calls, printed = interface.call(world.portal.origin, folder, per_operation=8, seed=1, seconds=60)
    assert status == 0, printed[-3000:]
    assert calls >= 100, f"只调用了 {calls} 次"


def test_change_feed_gives_what_the_list_gives(world):
    copies, after = {}, "0"
    while True:
        page = world.portal.get(f"/api/v1/changes?limit=100&after={after}").json
        for line in page["results"]:
            if "document" in line:
                copies[line["id"]] = line["document"]["title"]
            elif "tombstone" in line:
                copies.pop(line["id"], None)
        after = page["next"]
        if not page["hasMore"]:
            break
    listed, place = {}, None
    while True:
        page = world.portal.get("/api/v1/disclosures?limit=100" + (f"&after={place}" if place else "")).json
        listed |= {line["id"]: line["title"] for line in page["results"]}
        place = page["next"]
        if not place:
            break
    # Other checks publish while this one reads: what both have must agree, and nothing that was listed may be missing from the feed read before it.
    assert all(listed[key] == title for key, title in copies.items() if key in listed)
    assert len(set(copies) & set(listed)) >= len(copies) - 5


def test_open_data_is_there_for_people_and_programs(world):
    catalogue = world.portal.get("/open-data/catalogue.jsonld").json
    page = world.portal.text("/open-data")
    keys = [entry["dct:identifier"] for entry in catalogue["dcat:dataset"]]
    assert len(keys) == len(set(keys)) >= 9
    for entry in catalogue["dcat:dataset"]:
        assert entry["dct:title"]["@language"] == "zh" and f'id="{entry["dct:identifier"]}"' in page
        for file in entry["dcat:distribution"]:
            path = re.sub(r"^https?://[^/]+", "", file["dcat:downloadURL"]["@id"])
            reply = world.portal.get(path)
            assert reply.status == 200 and reply.body, path

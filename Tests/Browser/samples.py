"""One address for every template of the portal, chosen from the example county so that each shows the hardest text it can."""

import json
import re

from portal import EXAMPLE


class Samples:
    """What the checks walk through. `pages` maps a name to a path; `errors` maps a name to (path, status)."""

    def __init__(self, portal):
        self.documents = [json.loads(line) for line in (EXAMPLE / "disclosures.jsonl").read_text("utf-8").splitlines() if line.strip()]
        listed = everything(portal, "/api/v1/disclosures?limit=100")
        by_title = {line["title"]: line["id"] for line in listed}
        # What the county published through its own registers: consultations, guides, inspections.
        titles = {document["title"] for document in self.documents}
        for line in listed:
            if line["title"] not in titles:
                document = portal.get(f"/api/v1/disclosures/{line['id']}").json
                self.documents.append(
                    {"title": document["title"], "number": document.get("number"), "index": document.get("indexNumber"), "body": document["body"]})
        self.domains = portal.get("/api/v1/domains").json["results"]
        self.units = portal.get("/api/v1/units").json["results"]
        self.versions = portal.get("/api/v1/catalogue/versions").json["results"]
        county = [version["id"] for version in self.versions if version["level"] == "county"]
        national = [version["id"] for version in self.versions if version["level"] == "national"]
        self.newest, self.older, self.guide = county[0], county[1], national[0]
        largest = max(self.domains, key=lambda domain: domain["items"])
        self.largest_domain = largest["code"]
        self.unit = max((unit for unit in self.units), key=lambda unit: unit["documents"])["code"]
        self.quiet_unit = min((unit for unit in self.units), key=lambda unit: (unit["documents"], len(unit["duties"])))["code"]
        changes = portal.get(f"/api/v1/catalogue/versions/{self.newest}/compare/{self.older}").json["changes"]
        self.changed_item = next(change["item"] for change in changes if change["kind"] == "changed")
        self.removed_item = next((change["item"] for change in changes if change["kind"] == "removed"), None)
        items = [item for domain in self.domains for item in portal.get(f"/api/v1/items?domain={domain['code']}").json["results"]]
        self.items = items
        self.filed_item = max(items, key=lambda item: item["documents"])["id"]
        self.empty_item = next(item["id"] for item in items if item["documents"] == 0)
        self.longest = by_title[max((d["title"] for d in self.documents), key=len)]
        self.numbered = by_title[next(d["title"] for d in self.documents if d.get("number"))]
        self.tabular = by_title[max(self.documents, key=lambda d: json.dumps(d, ensure_ascii=False).count("<td"))["title"]]
        repealed = [line["id"] for line in everything(portal, "/api/v1/disclosures?limit=100&validity=废止")]
        self.repealed = repealed[0]
        self.pages = {
            "home": "/", "disclosure-hub": "/disclosure", "guide": "/disclosure/guide", "rules": "/disclosure/rules",
            "statutory": "/disclosure/statutory", "reports": "/disclosure/reports", "requests": "/disclosure/requests",
            "request-form": "/disclosure/requests/new", "request-status": "/disclosure/requests/status",
            "request-sheet": "/disclosure/requests/print",
            "catalogue": "/catalogue", "domain": f"/catalogue/{self.largest_domain}",
            "domain-filtered": f"/catalogue/{self.largest_domain}?documents=有文件",
            "domain-nothing": f"/catalogue/{self.largest_domain}?stage=回应&documents=有文件&tier=省级",
            "versions": "/catalogue/versions", "version": f"/catalogue/versions/{self.newest}", "version-guide": f"/catalogue/versions/{self.guide}",
            "comparison": f"/catalogue/versions/{self.newest}/compare/{self.older}",
            "comparison-guide": f"/catalogue/versions/{self.newest}/compare/{self.guide}",
            "comment": "/catalogue/comment", "comment-item": f"/catalogue/comment?item={self.filed_item}", "checklist": "/checklist",
            "item": f"/items/{self.filed_item}", "item-history": f"/items/{self.changed_item}", "item-empty": f"/items/{self.empty_item}",
            "units": "/units", "unit": f"/units/{self.unit}", "unit-quiet": f"/units/{self.quiet_unit}",
            "disclosures": "/disclosures", "disclosures-filtered": f"/disclosures?unit={self.unit}&year=2026",
            "disclosures-nothing": "/disclosures?year=1990",
            "document": f"/disclosures/{self.longest}", "document-numbered": f"/disclosures/{self.numbered}",
            "document-table": f"/disclosures/{self.tabular}", "document-repealed": f"/disclosures/{self.repealed}",
            "print": f"/disclosures/{self.tabular}/print",
            "search-empty": "/search", "search": "/search?q=征地补偿", "search-many": "/search?q=公开", "search-none": "/search?q=量子计算机采购",
            "search-one": "/search?q=" + by_id(listed, self.numbered)["number"],
            "search-filtered": "/search?q=公开&kind=文件&year=2026&sort=newest", "coverage": "/coverage",
            "coverage-unit": f"/coverage/units/{self.unit}", "coverage-domain": f"/coverage/domains/{self.largest_domain}",
            "coverage-item": f"/coverage/units/{self.unit}/items/{self.filed_item}", "coverage-months": "/coverage/months",
            "site-map": "/sitemap", "accessibility": "/accessibility", "api": "/api",
            "interpretations": "/interpretations", "interpretations-missing": "/interpretations/missing", "chains": "/chains", "responses": "/responses",
            "open-data": "/open-data", "subscribe": "/subscribe", "subscribe-item": f"/subscribe?item={self.filed_item}&words=公开",
        }
        topic = re.search(r'href="(/topics/programme/\d+)"', portal.get("/").text)
        if topic:
            self.pages["topic"] = topic.group(1)
        if self.removed_item:
            self.pages["item-removed"] = f"/items/{self.removed_item}"
        self.errors = {
            "error-400": ("/search?q=公开&year=去年", 400), "error-404": ("/no/such/page", 404), "error-404-document": ("/disclosures/1", 404),
        }


def by_id(lines, identifier):
    return next(line for line in lines if line["id"] == identifier)


def everything(portal, path):
    """All pages of a list of the interface."""
    lines, after = [], None
    while True:
        page = portal.get(path + (f"&after={after}" if after else "")).json
        lines += page["results"]
        after = page["next"]
        if not after:
            return lines


def ids(source):
    return re.findall(r'\sid="([^"]*)"', source)

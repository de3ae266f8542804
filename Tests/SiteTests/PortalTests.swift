import CAssets
import Domain
import Foundation
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("The portal answers visitors") struct PortalTests {
    /// Every address of the portal with something behind it.
    static func addresses(_ county: SmallCounty) async throws -> [Address] {
        let item = CatalogueItem.ID(try await county.identity("SELECT MAX(id) AS n FROM catalogue_item WHERE name = '征地公告'"))
        let document = Disclosure.ID(try await county.identity("SELECT MIN(id) AS n FROM disclosure"))
        let new = CatalogueVersion.ID(try await county.identity("SELECT id AS n FROM catalogue_version WHERE title = '2026年版'"))
        let old = CatalogueVersion.ID(try await county.identity("SELECT id AS n FROM catalogue_version WHERE title = '2025年版'"))
        return [
            .home, .disclosureHub, .guide, .rules, .statutory, .reports, .requests, .requestForm, .requestStatus, .requestSheet,
            .catalogue, .domain("07"),
            .domain("07", ItemFilter(subject: "县自然资源局")), .versions, .version(new), .comparison(new: new, old: old), .comment(),
            .comment(item: item), .checklist, .item(item), .units, .unit("zrzy"), .disclosures(),
            .disclosures(DisclosureFilter(unit: "zrzy")),
            .disclosure(document), .disclosurePrint(document), .search(), .search(SearchQuery(text: "公开")), .feed(.everything),
            .feed(.unit("zrzy")), .feed(.domain("07")), .feed(.search(SearchQuery(text: "公开"))), .siteMap, .siteMapXML, .robots,
            .openSearch,
            .accessibility, .api, .openAPI, .health, .asset("site.css"), .catalogueFile(domain: "07", .xlsx),
            .catalogueFile(domain: nil, .csv),
            .catalogueFile(domain: nil, .json), .coverage(), .coverage(CoverageQuery(day: Day(text: "2026-01-31"))), .coverageUnit("zrzy"),
            .coverageDomain("07"), .coverageItem(unit: "zrzy", item), .coverageMonths(), .coverageFile(.xlsx), .coverageFile(.csv),
            .coverageFile(.json),
        ]
    }

    @Test("Every page answers, on both databases, with its security headers and no inline script", arguments: Engine.available)
    func everyPage(_ engine: Engine) async throws {
        try await SmallCounty.with(engine) { county in
            for address in try await Self.addresses(county) {
                let reply = try await county.client.get(address.path)
                #expect(reply.status == 200, "\(address.path)")
                #expect(reply.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'self'") == true, "\(address.path)")
                #expect(reply.headers[.contentTypeOptions] == "nosniff")
                #expect(!reply.bytes.isEmpty)
                if reply.headers[.contentType] == "text/html; charset=utf-8" {
                    #expect(!reply.text.contains("<script>") && !reply.text.contains(" style="), "\(address.path)")
                    #expect(reply.text.contains("name=\"SiteIDCode\""), "\(address.path)")
                }
            }
        }
    }

    @Test("The same pages on SQLite and PostgreSQL", .enabled(if: Engine.available.contains(.postgresql)))
    func sameOnBoth() async throws {
        var texts: [Engine: [String]] = [:]
        for engine in [Engine.sqlite, .postgresql] {
            try await SmallCounty.with(engine) { county in
                for address in [
                    Address.home, .catalogue, .domain("07"), .units, .disclosures(), .search(SearchQuery(text: "公开")), .statutory,
                ] {
                    // Keys differ from run to run; everything else must not.
                    let text = try await county.client.get(address.path).text.replacing(/\d{15,}/, with: "N")
                    texts[engine, default: []].append(text)
                }
            }
        }
        #expect(texts[.sqlite] == texts[.postgresql])
    }

    @Test("A document page shows its metadata in the prescribed order and says that it is repealed")
    func document() async throws {
        try await SmallCounty.with { county in
            let id = Disclosure.ID(try await county.identity("SELECT id AS n FROM disclosure WHERE number IS NOT NULL"))
            let text = try await county.client.get(Address.disclosure(id).path).text
            let labels = ["索引号", "主题分类", "发文机关", "成文日期", "发文字号", "发布日期", "有效性"]
            let places = labels.compactMap { text.range(of: "<dt>\($0)")?.lowerBound ?? text.range(of: ">\($0)<")?.lowerBound }
            #expect(places.count == labels.count && places == places.sorted())
            #expect(text.contains("01404053X/2026-00001") && text.contains("废止") && text.contains("征地公告&lt;1&gt;"))
        }
    }

    @Test("A cached page is answered with 304 while nothing changes, and anew as soon as something is published")
    func caching() async throws {
        try await SmallCounty.with { county in
            let first = try await county.client.get("/disclosures")
            let tag = try #require(first.headers[.eTag])
            let again = try await county.client.get("/disclosures", headers: [.ifNoneMatch: tag])
            #expect(again.status == 304 && again.bytes.isEmpty)
            _ = try await county.installation.publish(
                [DisclosureRecord(id: "5", title: "新的公告", issuer: "明川县人民政府", published: "2026-03-01", body: "正文")], in: county.county,
                fingerprint: "later")
            county.client.portal.show(try await county.client.portal.look())
            let after = try await county.client.get("/disclosures", headers: [.ifNoneMatch: tag])
            #expect(after.status == 200 && after.text.contains("新的公告"))
        }
    }

    @Test("A page is sent compressed to whoever reads that, and HEAD sends no body")
    func compression() async throws {
        try await SmallCounty.with { county in
            let plain = try await county.client.get("/catalogue/07")
            let small = try await county.client.get("/catalogue/07", headers: [.acceptEncoding: "gzip, br"])
            #expect(
                small.headers[.contentEncoding] == "gzip" && small.bytes.starts(with: [0x1F, 0x8B])
                    && small.bytes.count < plain.bytes.count / 2)
            let head = try await county.client.get("/catalogue/07", method: .head)
            #expect(head.status == 200 && head.bytes.isEmpty && head.headers[.contentLength] == String(plain.bytes.count))
        }
    }

    @Test(
        "What is not there, not allowed or not understood is a page that says so",
        arguments: [
            ("/nothing", 404), ("/items/1", 404), ("/items/abc", 404), ("/units/nobody", 404), ("/catalogue/99", 404),
            ("/disclosures?year=20x", 400),
            ("/disclosures?after=x", 400), ("/search?q=%E5%85%AC&after=n-1", 400), ("/search?q=%FF", 400),
            ("/catalogue/07?tier=%E5%A4%A9", 400),
            ("/catalogue/comment/receipt/ML1", 404), ("/assets/nothing.css", 404), ("/disclosures?unit=nobody", 400),
        ])
    func refusals(_ path: String, _ status: Int) async throws {
        try await SmallCounty.with { county in
            let reply = try await county.client.get(path)
            #expect(reply.status == status, "\(path)")
            #expect(reply.text.contains("<h1"), "\(path)")
        }
    }

    @Test("Another method than the place has is 405 with the ones it has")
    func methods() async throws {
        try await SmallCounty.with { county in
            let reply = try await county.client.post("/catalogue", [])
            #expect(reply.status == 405 && reply.headers[.allow] == "GET")
            let api = try await county.client.post("/api/v1/search", [])
            #expect(api.status == 405 && api.headers[.contentType]?.hasPrefix("application/problem+json") == true)
        }
    }

    @Test("Each host name shows its own county, and nothing of another")
    func hosts() async throws {
        try await SmallCounty.with { county in
            let other = try await county.installation.testCounty(name: "邻县人民政府", hosts: ["www.other.example"])
            _ = try await county.installation.publish(
                [DisclosureRecord(id: "x", title: "邻县公告", issuer: "邻县人民政府", published: "2026-03-02", body: "邻县公开")], in: other,
                fingerprint: "other")
            county.client.portal.show(try await county.client.portal.look())
            let own = try await county.client.get("/disclosures").text
            let theirs = try await county.client.get("/disclosures", host: "www.other.example:8080").text
            #expect(own.contains("政府工作报告") && !own.contains("邻县公告"))
            #expect(theirs.contains("邻县公告") && !theirs.contains("政府工作报告"))
            let search = try await county.client.get("/api/v1/search?q=%E5%85%AC%E5%BC%80").json()
            #expect(search["total"] as? Int == 2)
            let id = Disclosure.ID(try await county.identity("SELECT id AS n FROM disclosure WHERE title = '邻县公告'"))
            let foreign = try await county.client.get(Address.disclosure(id).path)
            #expect(foreign.status == 404)
        }
    }

    @Test("A citizen's comment is checked, sent once and kept under its receipt; a stale form loses nothing")
    func comment() async throws {
        try await SmallCounty.with { county in
            let form = try await county.client.get("/catalogue/comment").text
            let token = try #require(form.firstMatch(of: /name="token" value="([^"]+)"/)?.1)
            let empty = try await county.client.post("/catalogue/comment", [("text", " "), ("token", String(token)), ("step", "check")])
            #expect(empty.status == 422 && empty.text.contains("请填写您的意见"))
            let stale = try await county.client.post("/catalogue/comment", [("text", "建议增加<补偿>标准"), ("token", "1.2.3"), ("step", "send")])
            #expect(stale.status == 422 && stale.text.contains("建议增加&lt;补偿&gt;标准"))
            let sent = try await county.client.post(
                "/catalogue/comment", [("text", "建议增加补偿标准"), ("contact", "0900-5550100"), ("token", String(token)), ("step", "send")])
            let place = try #require(sent.headers[.location])
            #expect(sent.status == 303 && place.hasPrefix("/catalogue/comment/receipt/ML"))
            let receipt = try await county.client.get(place)
            #expect(receipt.status == 200 && !receipt.text.contains("0900-5550100") && receipt.headers[.cacheControl] == "no-store")
            let kept = try await county.installation.store.read {
                try CommentRegister($0, site: county.county.id).all(limit: 10).map(\.body)
            }
            #expect(kept == ["建议增加补偿标准"])
            let large = try await county.client.post(
                "/catalogue/comment", [("text", String(repeating: "长", count: 40_000)), ("step", "check")])
            #expect(large.status == 413)
            var statuses: [Int] = []
            for _ in 0..<4 {
                statuses.append(
                    try await county.client.post("/catalogue/comment", [("text", "再提"), ("token", String(token)), ("step", "send")]).status)
            }
            #expect(statuses.contains(429))
        }
    }

    @Test("A draft of the catalogue is not public")
    func drafts() async throws {
        try await SmallCounty.with { county in
            let draft = try await DraftCatalogue(county.installation).run(
                DraftCatalogue.Source(
                    level: .county, title: "2027年草案",
                    items: [CatalogueReading.Item(sheet: nil, row: 1, entry: CatalogueEntry(domain: "征地补偿", levels: ["征地管理", "秘密草案"]))]),
                county: county.county, actor: "test")
            let versions = try await county.client.get("/catalogue/versions").text
            #expect(!versions.contains("2027年草案"))
            let page = try await county.client.get(Address.version(draft.version.id).path)
            #expect(page.status == 404)
            _ = try await DraftCatalogue(county.installation).run(
                DraftCatalogue.Source(
                    level: .county, title: "再一个草案",
                    items: [
                        CatalogueReading.Item(
                            sheet: nil, row: 1, entry: CatalogueEntry(domain: "征地补偿", levels: ["征地管理", "征地公告"], elements: ["秘密要素"]))
                    ]),
                county: county.county, actor: "test")
            let known = try await county.identity("SELECT MAX(item_id) AS n FROM disclosure WHERE item_id IS NOT NULL")
            for path in ["/items/\(known)", "/api/v1/items/\(known)", "/catalogue/comment?item=\(known)", "/search?q=%E7%A7%98%E5%AF%86"] {
                let text = try await county.client.get(path).text
                #expect(!text.contains("秘密要素") || path.hasPrefix("/search"), "\(path)")
            }
            let item = CatalogueItem.ID(try await county.identity("SELECT id AS n FROM catalogue_item WHERE name = '秘密草案'"))
            let itemPage = try await county.client.get(Address.item(item).path)
            #expect(itemPage.status == 404)
        }
    }
}

@Suite("The programming interface keeps its description") struct APITests {
    @Test("openapi.yaml names exactly the paths that the router serves")
    func paths() {
        let file = UnsafeBufferPointer(start: mingtang_assets, count: mingtang_asset_count).first {
            String(cString: $0.name) == "openapi.yaml"
        }
        let text = file.map { String(decoding: UnsafeBufferPointer(start: $0.bytes, count: $0.length), as: UTF8.self) } ?? ""
        let described = text.split(separator: "\n").filter { $0.hasPrefix("  /api/") }.map { $0.dropFirst(2).dropLast().description }
        #expect(described.sorted() == Portal.apiPatterns.sorted())
    }

    @Test("Search answers in the promised shape, page by page, and loses nothing between pages", arguments: ["newest", "relevance"])
    func search(_ sort: String) async throws {
        try await SmallCounty.with { county in
            var ids: [String] = []
            var after = ""
            for _ in 0..<10 {
                let reply = try await county.client.get("/api/v1/search?q=%E5%85%AC&sort=\(sort)&limit=1\(after)").json()
                #expect(reply["total"] as? Int == 3 && reply["totalIsCapped"] as? Bool == false)
                for result in reply["results"] as? [[String: Any]] ?? [] {
                    ids.append(result["id"] as? String ?? "")
                    #expect(Set(result.keys) == ["id", "title", "number", "unit", "published", "url", "snippet"])
                }
                guard let next = reply["next"] as? String else { break }
                after = "&after=\(next)"
            }
            #expect(ids.count == 3 && Set(ids).count == 3)
        }
    }

    @Test("Lists and single things answer, problems are RFC 9457")
    func others() async throws {
        try await SmallCounty.with { county in
            for path in [
                "/api/v1/domains", "/api/v1/items?domain=07", "/api/v1/units", "/api/v1/units/zrzy", "/api/v1/catalogue/versions",
                "/api/v1/disclosures?limit=2",
            ] {
                let reply = try await county.client.get(path)
                #expect(reply.status == 200, "\(path)")
                let body = try reply.json()
                #expect(!body.isEmpty)
            }
            let detail = try await county.client.get(
                "/api/v1/disclosures/\(try await county.identity("SELECT MIN(id) AS n FROM disclosure"))"
            ).json()
            #expect((detail["body"] as? String)?.contains("每亩四万二千元") == true)
            let problem = try await county.client.get("/api/v1/search")
            let body = try problem.json()
            #expect(problem.status == 400 && problem.headers[.contentType]?.hasPrefix("application/problem+json") == true)
            #expect(Set(body.keys) == ["type", "title", "status", "detail", "reference"])
        }
    }
}

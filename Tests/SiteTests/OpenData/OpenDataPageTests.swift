import Domain
import Foundation
import HTTPTypes
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

@Suite("Open data: catalogue, downloads, feed of changes, dump")
struct OpenDataPageTests {
    private func office() -> Staff {
        Staff(
            account: Account.ID(1), name: "周平",
            posts: [Post(id: Post.ID(1), unit: OrganisationUnit.ID(1), role: .disclosureOffice, name: "政务公开办")])
    }

    @Test(
        "Every data set is in the catalogue and can be had as JSON and as CSV with as many rows",
        arguments: OpenDataset.all.map(\.dataset.key))
    func downloads(key: String) async throws {
        try await SmallCounty.with { place in
            let catalogue = try await place.client.get("/open-data/catalogue.jsonld")
            #expect(catalogue.status == 200 && catalogue.headers[.contentType]?.hasPrefix("application/ld+json") == true)
            let sets = try catalogue.json()["dcat:dataset"] as? [[String: Any]] ?? []
            let set = try #require(sets.first { $0["dct:identifier"] as? String == key })
            let files = try #require(set["dcat:distribution"] as? [[String: Any]])
            #expect(files.count == 2)
            let json = try await place.client.get("/open-data/\(key).json")
            let rows = try #require(try json.json()["results"] as? [[String: Any]])
            let dataset = try #require(OpenDataset.named(key)).dataset
            for row in rows { #expect(Set(row.keys) == Set(dataset.columns.map(\.name))) }
            let csv = try await place.client.get("/open-data/\(key).csv")
            #expect(csv.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
            // Cells of this county hold no line breaks, but bodies do, and they are not in the table.
            #expect(csv.text.split(separator: "\r\n").count == rows.count + 1)
            let page = try await place.client.get("/open-data")
            #expect(page.text.contains("/open-data/\(key).csv") && page.text.contains(dataset.title))
        }
    }

    @Test("An unknown data set, another format and a dump that is not there are not found")
    func unknown() async throws {
        try await SmallCounty.with { place in
            for path in [
                "/open-data/nothing.json", "/open-data/units.xml", "/open-data/dumps/2026-03-20/manifest.json",
                "/open-data/dumps/..%2f..%2fetc/passwd",
            ] {
                let reply = try await place.client.get(path)
                #expect(reply.status == 404, "\(path)")
            }
        }
    }

    @Test("The feed gives each document once with its text, and refuses places that are none")
    func changes() async throws {
        try await SmallCounty.with { place in
            let first = try await place.client.get("/api/v1/changes?limit=3").json()
            #expect(first["hasMore"] as? Bool == true)
            let next = try #require(first["next"] as? String)
            let rest = try await place.client.get("/api/v1/changes?after=\(next)").json()
            let lines = (first["results"] as? [[String: Any]] ?? []) + (rest["results"] as? [[String: Any]] ?? [])
            #expect(lines.count == 4 && lines.allSatisfy { $0["document"] != nil && $0["kind"] as? String == "published" })
            for place_ in ["-1", "x", "+5", "999999999", "1.0", "0000000000000000000"] {
                let reply = try await place.client.get("/api/v1/changes?after=\(place_)")
                #expect(reply.status == 400, "\(place_)")
            }
        }
    }

    @Test("A dump holds every row under the digests of its manifest, and is gone once something in it was taken down")
    func dump() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dumps-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }  // a temporary folder left behind harms nobody
        try await SmallCounty.with { place in
            let portal = try await Portal(
                place.installation, settings: Portal.Settings(), tools: Portal.Tools(dumps: Portal.Tools.Dumps(folder: folder, nights: 2)),
                log: place.installation.log)
            let client = PortalClient(portal: portal)
            try await portal.runDumps()
            let dumps = portal.dumps(of: place.county)
            let dump = try #require(dumps.first)
            #expect(dumps.count == 1 && dump.day == "2026-03-20" && dump.files.count == OpenDataset.all.count * 2 + 3)
            let documents = try #require(dump.files.first { $0.name == "documents.jsonl.gz" })
            #expect(documents.rows == 4 && documents.sha256.count == 64 && documents.sm3.count == 64)
            let reply = try await client.get("/open-data/dumps/\(dump.day)/documents.jsonl.gz")
            #expect(reply.status == 200 && reply.bytes.count == documents.bytes && reply.bytes.starts(with: [0x1F, 0x8B]))
            portal.show(try await portal.look())
            let page = try await client.get("/open-data")
            #expect(page.text.contains("documents.jsonl.gz"))
            let id = try await place.identity("SELECT id AS n FROM disclosure ORDER BY id LIMIT 1")
            try await WithdrawDisclosure(place.installation, county: place.county).run(
                Disclosure.ID(id), ground: .personalData, reason: "含个人信息", by: office())
            let gone = try await client.get("/open-data/dumps/\(dump.day)/documents.jsonl.gz")
            #expect(gone.status == 404)
            try await portal.runDumps()
            #expect(portal.dumps(of: place.county).isEmpty)
        }
    }
}

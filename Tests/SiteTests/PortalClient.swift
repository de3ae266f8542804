import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Operations
import Pages
import Persistence
import Registers
import Synchronization
import TestSupport

@testable import Site

/// Asks the portal's responder as a browser would, without a socket.
struct PortalClient: Sendable {
    struct Reply: Sendable {
        let status: Int
        let headers: HTTPFields
        let bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }

        func json() throws -> [String: Any] { try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:] }
    }

    let portal: Portal
    /// Made once, as by a server: the table of all places takes longer than most answers.
    private let responder: PortalResponder<RouterResponder<VisitorContext>>

    init(portal: Portal) {
        self.portal = portal
        responder = portal.responder()
    }

    func get(_ path: String, host: String = "www.mingchuan.example", headers: HTTPFields = [:], method: HTTPRequest.Method = .get)
        async throws -> Reply
    {
        try await send(HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: headers), body: "")
    }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> Reply {
        var headers: HTTPFields = [:]
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = fields.map { "\($0.0)=\($0.1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }.joined(
            separator: "&")
        return try await send(
            HTTPRequest(method: .post, scheme: "http", authority: "www.mingchuan.example", path: path, headerFields: headers), body: body)
    }

    private func send(_ head: HTTPRequest, body: String) async throws -> Reply {
        let context = VisitorContext(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(to: request, context: context)
        let writer = Collector()
        try await response.body.write(writer)
        return Reply(status: response.status.code, headers: response.headers, bytes: writer.bytes.withLock { $0 })
    }

    private final class Collector: ResponseBodyWriter {
        let bytes = Mutex<[UInt8]>([])
        func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += Array(buffer.readableBytesView) } }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

/// A small county: two units, a catalogue of three items in two versions, four documents.
struct SmallCounty {
    let installation: Installation
    let county: County
    let client: PortalClient

    static func with(_ engine: Engine = .sqlite, _ body: (SmallCounty) async throws -> Void) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await fill(installation, county)
            let portal = try await Portal(installation, settings: Portal.Settings(commentsPerMinute: 3), log: installation.log)
            try await body(SmallCounty(installation: installation, county: county, client: PortalClient(portal: portal)))
        }
    }

    private static func fill(_ installation: Installation, _ county: County) async throws {
        func unit(_ code: String, _ name: String, _ kind: OrganisationUnit.Kind) -> RegisterUnits.Row {
            RegisterUnits.Row(
                unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: code, name: name, kind: kind),
                parentCode: code == "zf" ? nil : "zf", aliases: [])
        }
        _ = try await RegisterUnits(installation).run(
            [unit("zf", "明川县人民政府", .government), unit("zrzy", "明川县自然资源局", .department)], site: county.id, actor: "test")
        _ = try await AssignDuties(installation).run([AssignDuties.Row(domains: ["征地补偿"], units: ["自然资源局"])], county: county, actor: "test")
        func item(_ name: String, _ text: String, row: Int) -> CatalogueReading.Item {
            CatalogueReading.Item(
                sheet: nil, row: row,
                entry: CatalogueEntry(
                    domain: "征地补偿", levels: ["征地管理", name], elements: ["公告内容"], bases: ["《中华人民共和国土地管理法》"],
                    timeLimit: TimeLimit(text: text, rule: .immediate), subjects: ["县自然资源局"], channels: [.website],
                    audience: Audience(everyone: true), modes: [.proactive], tiers: [.county]))
        }
        for (title, items, notes, day) in [
            ("2025年版", [item("征地公告", "及时公开", row: 3), item("旧事项", "及时公开", row: 4)], [], "2025-01-01"),
            (
                "2026年版", [item("征地公告", "实时公开", row: 3), item("安置方案", "及时公开", row: 4)],
                [CatalogueNote(domain: "征地补偿", levels: ["征地管理", "旧事项"], reason: "依据失效", isRetirement: true)], "2026-01-01"
            ),
        ] as [(String, [CatalogueReading.Item], [CatalogueNote], String)] {
            let draft = try await DraftCatalogue(installation).run(
                DraftCatalogue.Source(level: .county, title: title, items: items, notes: notes), county: county, actor: "test")
            guard let effective = Day(text: day) else { continue }
            _ = try await AdoptCatalogue(installation).run(draft.version.id, effective: effective, county: county, actor: "test")
        }
        _ = try await installation.publish(
            [
                DisclosureRecord(
                    id: "1", title: "征地公告<1>", number: "明自然资告〔2026〕1号", index: "01404053X/2026-00001", issuer: "明川县自然资源局",
                    date: "2026-01-04",
                    published: "2026-01-05 09:30", body: "## 一、补偿标准\n每亩四万二千元。\n- 青苗\n- 地上附着物", url: nil, validity: "废止", domain: "征地补偿",
                    item: "征地管理/征地公告"),
                DisclosureRecord(id: "2", title: "安置方案征求意见", issuer: "明川县自然资源局", published: "2026-02-05", body: "公开征求意见三十日。", domain: "07"),
                DisclosureRecord(id: "3", title: "政府工作报告", issuer: "明川县人民政府", published: "2026-01-20", body: "全面推进政务公开。"),
                DisclosureRecord(id: "4", title: "无日期的通知", issuer: "明川县人民政府", body: "通知正文。"),
            ], in: county)
    }

    func identity(_ sql: Query) async throws -> Int64 {
        try await installation.store.read { Int64(try $0.count(sql)) }
    }
}

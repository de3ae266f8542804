import Domain
import Files
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
import Testing

@testable import Site

@Suite("The pages of batches") struct BatchPagesTests {
    /// A workbench with a file store, and an item of the unit.
    private struct Hall {
        let place: WorkPlace
        let portal: Portal
        let unit: OrganisationUnit.ID
        let item: CatalogueItem.ID

        func client(_ login: String) async throws -> WorkClient {
            let outcome = try await SignIn(place.installation, county: place.county, cost: WorkPlace.cost).run(
                login: login, password: WorkPlace.password, agent: "")
            switch outcome {
            case .complete(let token), .needsSecondFactor(let token): return WorkClient(portal, session: token)
            }
        }

        /// Sends the form with its file, as a browser does.
        func upload(_ client: WorkClient, _ csv: String, item: String? = nil) async throws -> PortalClient.Reply {
            let parts = [("unit", unit.description), ("item", item ?? self.item.description)].map {
                "--B\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n"
            }.joined()
            let body =
                parts + "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n\(csv)\r\n--B--\r\n"
            let head = HTTPRequest(
                method: .post, scheme: "http", authority: "www.mingchuan.example", path: "/work/batches?csrf=\(client.csrf)",
                headerFields: [
                    .contentType: "multipart/form-data; boundary=B", .cookie: "\(Workbench.cookie)=\(client.session ?? "")",
                    .userAgent: "Mozilla/5.0 Firefox/128.0",
                ])
            let context = VisitorContext(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
            let response = try await portal.responder().respond(
                to: Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body))), context: context)
            let writer = BodyCollector()
            try await response.body.write(writer)
            return PortalClient.Reply(status: response.status.code, headers: response.headers, bytes: writer.bytes.withLock { $0 })
        }

        func id() async throws -> Batch.ID {
            let site = place.county.id
            let lines = try await place.installation.store.read { try BatchRegister($0, site: site).list(units: nil, limit: 1) }
            return try #require(lines.first?.batch.id)
        }

        func version() async throws -> String {
            let (site, id) = (place.county.id, try await id())
            return try await place.installation.store.read { String(try BatchRegister($0, site: site).find(id)?.batch.version ?? 0) }
        }

        func post(_ client: WorkClient, _ act: String, _ fields: [(String, String)] = []) async throws -> PortalClient.Reply {
            let reply = try await client.post("/work/batches/\(try await id())/\(act)", [("version", try await version())] + fields)
            try await portal.runBatches()
            return reply
        }
    }

    private final class BodyCollector: ResponseBodyWriter {
        let bytes = Mutex<[UInt8]>([])
        func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += Array(buffer.readableBytesView) } }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    private func hall(_ body: (Hall) async throws -> Void) async throws {
        try await WorkPlace.with { place in
            let entry = CatalogueEntry(
                domain: "食品药品监管", levels: ["行政许可", "许可决定"], timeLimit: TimeLimitReader.read("长期公开").limit, subjects: ["明川县自然资源局"])
            let outcome = try await DraftCatalogue(place.installation).run(
                DraftCatalogue.Source(
                    level: .county, title: "目录", items: [CatalogueReading.Item(sheet: nil, row: 3, entry: entry)], notes: []),
                county: place.county, actor: "test")
            _ = try await AdoptCatalogue(place.installation).run(
                outcome.version.id, effective: try #require(Day(text: "2026-01-01")), county: place.county, actor: "test")
            for (login, role) in [("wangming", Role.editor), ("liqing", .reviewer), ("sunbao", .secrecyReviewer), ("zhaolei", .signer)] {
                try await place.add(login, name: login, roles: [role])
            }
            let (site, unit) = (place.county.id, try await place.unit())
            let item = try await place.installation.store.read { transaction in
                let catalogue = CatalogueRegister(transaction, site: site)
                return try catalogue.inForce(.county).flatMap { try catalogue.items(of: $0.id, naming: unit).first?.id }
            }
            let folder = FileManager.default.temporaryDirectory.appending(path: "batches-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder left behind harms nobody
            let portal = try await Portal(
                place.installation, settings: Portal.Settings(), tools: Portal.Tools(files: try FileStore(folder: folder.path)),
                log: place.installation.log)
            try await body(Hall(place: place, portal: portal, unit: unit, item: try #require(item)))
        }
    }

    private let list = "序号,行政相对人,许可内容,决定文书号,决定日期\n1,甲店,食品经营,明自许〔2026〕1号,2026-03-01\n2,乙店,食品经营,明自许〔2026〕2号,2026-03-02\n3,,,,三月\n"

    @Test("A list goes through its pages from the upload to the public and is undone again")
    func wholeWay() async throws {
        try await hall { hall in
            let editor = try await hall.client("wangming")
            let uploaded = try await hall.upload(editor, list)
            #expect(uploaded.status == 303)
            let id = try await hall.id()
            let preview = try await editor.get("/work/batches/\(id)")
            #expect(preview.status == 200)
            #expect(preview.text.contains("导入 2 行") && preview.text.contains("日期“三月”无法识别"))
            #expect(preview.text.contains("甲店食品经营行政许可决定"))
            let file = try await editor.get("/work/batches/\(id)/problems")
            #expect(file.status == 200 && file.text.contains("4,\"决定日期\""))
            let changed = try await hall.post(
                editor, "columns", [("title", "{行政相对人}许可"), ("number", "3"), ("made", "4"), ("shown", "1"), ("shown", "2"), ("shown", "3")])
            #expect(changed.status == 303)
            let wrong = try await hall.post(editor, "columns", [("title", "{对象}许可"), ("shown", "1")])
            #expect(wrong.status == 422 && wrong.text.contains("不是表格的栏目名称"))
            let imported = try await hall.post(editor, "import")
            #expect(imported.status == 303)
            let page = try await editor.get("/work/batches/\(id)")
            #expect(page.text.contains("甲店许可") && page.text.contains("提交 2 份审核"))
            let drafts = try await editor.get("/work/drafts?scope=open")
            #expect(!drafts.text.contains("甲店许可"))
            _ = try await hall.post(editor, "submission")
            for (step, login) in ["liqing", "sunbao", "zhaolei"].enumerated() {
                let client = try await hall.client(login)
                let shown = try await client.get("/work/batches/\(id)")
                #expect(shown.text.contains("同意 2 份"))
                let reply = try await hall.post(
                    client, "decision", [("step", String(step)), ("verdict", "approved"), ("opinion-\(step)", "已核对")])
                #expect(reply.status == 303)
            }
            _ = try await hall.post(editor, "publication")
            let site = hall.place.county.id
            let tally = try await hall.place.installation.store.read { try BatchRegister($0, site: site).tally(of: id) }
            #expect(tally.published == 2)
            let signer = try await hall.client("zhaolei")
            let missing = try await hall.post(signer, "undo", [("ground", WithdrawalGround.publishedInError.rawValue)])
            #expect(missing.status == 422 && missing.text.contains("请写明理由"))
            let undone = try await hall.post(signer, "undo", [("ground", WithdrawalGround.publishedInError.rawValue), ("reason", "数据有误")])
            #expect(undone.status == 303)
            let stones = try await hall.place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM tombstone") }
            #expect(stones == 2)
        }
    }

    @Test("51,000 rows, a wrong item, an empty form and no table are answered with what to do")
    func refused() async throws {
        try await hall { hall in
            let editor = try await hall.client("wangming")
            let many = "行政相对人,许可内容,决定日期\n" + (1...51_000).map { "店\($0),食品经营,2026-03-01\n" }.joined()
            let tooMany = try await hall.upload(editor, many)
            #expect(tooMany.status == 413)
            #expect(tooMany.text.contains("51,000 行") && tooMany.text.contains("拆成 2 个文件"))
            let item = try await hall.upload(editor, list, item: "7")
            #expect(item.status == 422 && item.text.contains("没有选定公开事项"))
            let empty = try await hall.upload(editor, "")
            #expect(empty.status == 400 && empty.text.contains("没有收到文件"))
            let page = try await hall.upload(editor, "%PDF-1.7 x")
            #expect(page.status == 415)
            let none = try await hall.place.installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM batch") }
            #expect(none == 0)
        }
    }

    @Test("Others than the unit's editor upload nothing; a running act asks to wait and refreshes only on request")
    func permissions() async throws {
        try await hall { hall in
            let reviewer = try await hall.client("liqing")
            let refused = try await hall.upload(reviewer, list)
            #expect(refused.status == 403)
            let editor = try await hall.client("wangming")
            _ = try await hall.upload(editor, list)
            let id = try await hall.id()
            _ = try await editor.post("/work/batches/\(id)/import", [("version", "1")])
            let refresh = try #require(HTTPField.Name("Refresh"))
            let waiting = try await editor.get("/work/batches/\(id)")
            #expect(waiting.text.contains("正在导入") && waiting.headers[refresh] == nil)
            let watching = try await editor.get("/work/batches/\(id)?watch=1")
            #expect(watching.headers[refresh] == "3")
            let busy = try await editor.post("/work/batches/\(id)/submission", [("version", "2")])
            #expect(busy.status == 409 && busy.text.contains("正在办理"))
            let stale = try await editor.post("/work/batches/\(id)/undo", [("version", "1")])
            #expect(stale.status == 409 && stale.text.contains("内容已被他人修改"))
            let missing = try await editor.get("/work/batches/77")
            #expect(missing.status == 404)
        }
    }
}

import Domain
import Files
import Foundation
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@testable import Site

/// A workbench with a request, its people, and a file store.
struct ReplyPlace {
    let place: WorkPlace
    let portal: Portal
    let unit: OrganisationUnit.ID
    let editor: Staff

    /// In the order of the path, the last for the disclosure office.
    static let logins: [(String, Role)] = [
        ("wangming", .editor), ("sunbao", .secrecyReviewer), ("liqing", .reviewer), ("zhaolei", .signer), ("gongkai", .disclosureOffice),
    ]

    static func with(_ engine: Engine = .sqlite, _ body: (ReplyPlace) async throws -> Void) async throws {
        try await WorkPlace.with(engine) { place in
            for (login, role) in logins { try await place.add(login, name: login, roles: [role]) }
            let contact = OrganisationUnit.Contact(
                address: "明川县测试路1号", officeHours: "", phone: "0900-1234567", fax: "", email: "", head: "")
            _ = try await RegisterUnits(place.installation).run(
                [
                    RegisterUnits.Row(
                        unit: OrganisationUnit(
                            id: OrganisationUnit.ID(0), code: "zrzy", name: "明川县自然资源局", kind: .department, contact: contact),
                        parentCode: nil, aliases: [])
                ], site: place.county.id, actor: "test")
            let unit = try await place.unit()
            let folder = FileManager.default.temporaryDirectory.appending(path: "requests-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder left behind harms nobody
            let portal = try await Portal(
                place.installation, settings: Portal.Settings(), tools: Portal.Tools(files: try FileStore(folder: folder.path)),
                log: place.installation.log)
            let site = place.county.id
            let editor = try await place.installation.store.read { transaction -> Staff? in
                guard let account = try AccountRegister(transaction, site: site).find(login: "wangming")?.account else { return nil }
                return Staff(
                    account: account.id, name: account.name, posts: try PostRegister(transaction, site: site).posts(of: account.id))
            }
            let office = Staff(
                account: Account.ID(1), name: "政务公开办", posts: [Post(id: Post.ID(1), unit: unit, role: .disclosureOffice, name: "办")])
            let setting = SetRequests(place.installation, county: place.county)
            try await setting.word("明自然资", of: unit, actor: "test")
            try await setting.settings(
                RequestSettings(superior: "云州市人民政府", payment: "到县政务服务中心缴纳", petitionChannel: "县信访局"), version: 0, by: office)
            try await body(ReplyPlace(place: place, portal: portal, unit: unit, editor: try #require(editor)))
        }
    }

    func client(_ login: String) async throws -> WorkClient {
        let outcome = try await SignIn(place.installation, county: place.county, cost: WorkPlace.cost).run(
            login: login, password: WorkPlace.password, agent: "")
        switch outcome {
        case .complete(let token), .needsSecondFactor(let token): return WorkClient(portal, session: token)
        }
    }

    /// Adds `stranger`, an editor of another unit.
    func addStranger() async throws {
        _ = try await AddAccount(place.installation, county: place.county, cost: WorkPlace.cost).run(
            [
                AddAccount.Entry(
                    login: "stranger", name: "李芳", password: WorkPlace.password,
                    posts: [AddAccount.Place(unit: try await place.unit("zf"), role: .editor, name: "编辑")])
            ], actor: "test")
    }

    /// Registers a request at the counter today, with a search for what it asks.
    func file(_ content: String = "某某项目的征地批复", name: String = "测试甲") async throws -> DisclosureRequest.ID {
        try await filed(content, name: name).id
    }

    /// The same with the number and code that the applicant gets.
    func filed(_ content: String = "某某项目的征地批复", name: String = "测试甲") async throws -> FileRequest.Filed {
        let form = RequestForm(
            applicant: Applicant(
                kind: .person, name: name, document: .passport, documentNumber: "E12345678", phone: "13900000000", address: "明川县测试路9号",
                postcode: "999901"), unit: "zrzy", information: RequestedInformation(description: content), carrier: .paper, delivery: .post
        )
        let entry = FileRequest.Entry(
            form: form, channel: .counter, submitted: place.clock.now.day, allowsDuplicate: true)
        let filed = try await FileRequest(place.installation, county: place.county).run(entry, by: editor)
        try await RecordRequest(place.installation, county: place.county).search(
            filed.id, place: "本机关档案室", words: content, found: 1, note: "", by: editor)
        return filed
    }

    func request(_ id: DisclosureRequest.ID) async throws -> DisclosureRequest {
        let site = place.county.id
        return try #require(try await place.installation.store.read { try RequestRegister($0, site: site).find(id) })
    }

    func letters(_ id: DisclosureRequest.ID) async throws -> [RequestLetter] {
        let site = place.county.id
        return try await place.installation.store.read { try LetterRegister($0, site: site).letters(of: id) }
    }

    /// Sends a form about a request under its present version.
    func post(
        _ client: WorkClient, _ id: DisclosureRequest.ID, _ path: String, _ fields: [(String, String)] = []
    ) async throws -> PortalClient.Reply {
        let version = try await request(id).version
        return try await client.post("/work/requests/\(id)/\(path)", fields + [("version", String(version))])
    }

    /// The fields of a proposal that states all it needs.
    static func proposal(_ choice: String, released: String = "", reasons: String = "经审查，理由如下。") -> [(String, String)] {
        DecisionStep.allCases.map { ("finding.\($0.rawValue)", $0.passed) } + [
            ("choice", choice), ("released", released), ("reasons", reasons), ("part-count", "0"), ("act", "submit"),
        ]
    }

    /// Takes a submitted proposal through its decisions.
    func approve(_ id: DisclosureRequest.ID) async throws {
        for login in ["sunbao", "zhaolei"] {
            let reply = try await post(try await client(login), id, "reply/decision", [("verdict", "approved")])
            #expect(reply.status == 303, "\(login)")
        }
    }
}

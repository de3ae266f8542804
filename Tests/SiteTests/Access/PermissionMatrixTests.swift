import Cryptography
import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers
import Synchronization
import TestSupport
import Testing

@testable import Site

@Suite("Every place of the workbench × every role × own and other unit") struct PermissionMatrixTests {
    @Test("Every place has a line in the table, and every line a place; both say the same")
    func table() {
        #expect(PermissionTable.unread == 0)
        let routes = Workbench.endpoints.map(\.route)
        let lines = Dictionary(PermissionTable.lines.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        #expect(lines.count == PermissionTable.lines.count, "a line stands twice")
        #expect(Set(routes.map(\.name)).count == routes.count, "a place is served twice")
        for route in routes {
            guard let line = lines[route.name] else {
                Issue.record("\(route.name) has no line in the table: decide who may reach it")
                continue
            }
            #expect(line.subject == route.subject, "\(route.name)")
            #expect(line.permission == route.permission, "\(route.name)")
        }
        for name in Set(lines.keys).subtracting(routes.map(\.name)) { Issue.record("\(name) is in the table and nowhere else") }
    }

    /// Shared out among counties, because one after the other the thousands of cells outlast all other tests.
    private static let shares = 6

    @Test(
        "Through HTTP, each cell answers as the table says: signed out, each role, for its own unit and for another", arguments: 0..<shares)
    func cells(share: Int) async throws {
        let endpoints = Workbench.endpoints.enumerated().filter { $0.offset % Self.shares == share }.map(\.element)
        try await SmallCounty.with { county in
            let matrix = try await Matrix(county)
            var cells = 0
            for endpoint in endpoints {
                guard let line = PermissionTable.lines.first(where: { $0.name == endpoint.route.name }) else { continue }
                cells += 1
                try await matrix.check(line, endpoint.route, role: nil, ownUnit: true)
                for role in Role.allCases {
                    for ownUnit in line.subject == nil ? [true] : [true, false] {
                        cells += 1
                        try await matrix.check(line, endpoint.route, role: role, ownUnit: ownUnit)
                    }
                }
            }
            #expect(cells >= endpoints.count * 10)
        }
    }

    @Test(
        "A subject of another county does not exist here, whatever the role",
        arguments: WorkRoute.Subject.allCases)
    func otherCounty(_ subject: WorkRoute.Subject) async throws {
        try await SmallCounty.with { county in
            let matrix = try await Matrix(county)
            let routes = Workbench.endpoints.map(\.route).filter { $0.subject == subject && $0.method == .get }
            for route in routes {
                let client = try await matrix.client(for: .disclosureOffice)
                let reply = try await client.get(route.path(route.parameters.map { _ in "77" }))
                #expect(reply.status == 404 || reply.status == 403, "\(route.name)")
            }
        }
    }
}

extension PermissionTable.Line {
    var permission: Permission {
        guard let roles else { return .everyone }
        return isForAllStaff ? .signedIn : .roles(roles)
    }
}

extension WorkRoute {
    fileprivate var name: String { "\(method.rawValue) \(pattern)" }
}

/// People in every role, and things for them to reach. What a cell did not change serves the next one: thousands of cells sign in and publish otherwise.
private final class Matrix {
    private struct Belonging: Hashable { var subject: WorkRoute.Subject, ownUnit: Bool }

    private static let cost = PasswordHash.Cost(exponent: 4, blockSize: 8, lanes: 1)
    private static let password = "vK7#pq2!xWm9t4z"

    let county: SmallCounty
    private let own: OrganisationUnit.ID
    private let other: OrganisationUnit.ID
    private let bystander: Account.ID
    private var sessions: [Role: WorkClient] = [:]
    private var subjects: [Belonging: Int64] = [:]

    init(_ county: SmallCounty) async throws {
        self.county = county
        let site = county.county.id
        let units = try await county.installation.store.read { try UnitRegister($0, site: site).all() }
        own = try #require(units.first { $0.code == "zrzy" }).id
        other = try #require(units.first { $0.code == "zf" }).id
        var entries = Role.allCases.map { [own] role in
            AddAccount.Entry(
                login: "r-\(role.rawValue.lowercased())", name: "王明", password: Self.password,
                posts: [AddAccount.Place(unit: own, role: role, name: role.rawValue)])
        }
        entries.append(AddAccount.Entry(login: "bystander", name: "李芳", password: Self.password, posts: []))
        let added = try await AddAccount(county.installation, county: county.county, cost: Self.cost).run(entries, actor: "test")
        bystander = try #require(added.last).account.id
    }

    func client(for role: Role?) async throws -> WorkClient {
        guard let role else { return WorkClient(county.client.portal) }
        if let client = sessions[role] { return client }
        let outcome = try await SignIn(county.installation, county: county.county, cost: Self.cost).run(
            login: "r-\(role.rawValue.lowercased())", password: Self.password, agent: "")
        switch outcome {
        case .complete(let token), .needsSecondFactor(let token):
            let client = WorkClient(county.client.portal, session: token)
            sessions[role] = client
            return client
        }
    }

    func check(_ line: PermissionTable.Line, _ route: WorkRoute, role: Role?, ownUnit: Bool) async throws {
        let path = try await path(route, ownUnit: ownUnit)
        let client = try await client(for: role)
        let reply = route.method == .get ? try await client.get(path) : try await client.post(path)
        let cell = "\(route.name) by \(role?.rawValue ?? "nobody")\(ownUnit ? "" : " of another unit"): \(reply.status)"
        // The place exists and does not break, whoever asks.
        #expect(reply.status < 500 && reply.status != 405, "\(cell)")
        let location = String(reply.headers[.location]?.prefix { $0 != "?" } ?? "")
        let isSentToSignIn = reply.status == 303 && location == "/work/sign-in" && route.pattern != "/work/sign-out" && line.roles != nil
        let isRefused = reply.status == 403 || reply.status == 401 || isSentToSignIn
        #expect(isRefused == !line.allows(role, ownUnit: ownUnit), "\(cell)")
        if role == nil, line.roles != nil { #expect(reply.status == (route.method == .get ? 303 : 401), "\(cell)") }
        if role != nil, isRefused { #expect(reply.status == 403, "\(cell)") }
        if route.method == .post, !isRefused {
            subjects = [:]
            if let role, Self.endsSessions(route) { sessions[role] = nil }
        }
    }

    private static func endsSessions(_ route: WorkRoute) -> Bool {
        route.pattern.hasPrefix("/work/account") || route.pattern.hasPrefix("/work/sign-")
    }

    /// The address of a place with things that exist in its parameters; the first belongs to that unit.
    private func path(_ route: WorkRoute, ownUnit: Bool) async throws -> String {
        var values: [String] = []
        for (index, name) in route.parameters.enumerated() {
            if index == 0, let subject = route.subject {
                let belonging = Belonging(subject: subject, ownUnit: ownUnit)
                let id: Int64
                if let known = subjects[belonging] { id = known } else { id = try await self.subject(subject, unit: ownUnit ? own : other) }
                subjects[belonging] = id
                values.append(String(id))
            } else {
                values.append(try await value(name))
            }
        }
        return route.path(values)
    }

    /// Things that belong to no unit, by the name of the parameter; a number that nobody has for all others.
    private func value(_ name: String) async throws -> String {
        switch name {
        case "account": return bystander.description
        case "post":
            return try await AddPost(county.installation).run(
                unit: own, role: .editor, name: "编辑", site: county.county.id, actor: "test"
            ).id.description
        default: return "1"
        }
    }

    /// How a thing of each kind comes into being in a unit: afresh after each cell that may have changed it.
    private func subject(_ subject: WorkRoute.Subject, unit: OrganisationUnit.ID) async throws -> Int64 {
        let (installation, site) = (county.installation, county.county.id)
        let id = installation.identifiers.nextValue()
        switch subject {
        case .message:
            let form = MessageForm(kind: .question, title: "标题\(id)", text: "内容", mayPublish: false)
            let filed = try await FileMessage(installation, county: county.county).run(form)
            try await installation.store.write { try $0.execute("UPDATE message SET unit_id = \(unit) WHERE id = \(filed.id)") }
            return filed.id.rawValue
        case .answer:
            let clerk = Staff(account: bystander, name: "李芳", posts: [Post(id: Post.ID(1), unit: unit, role: .editor, name: "编辑")])
            return try await KeepAnswer(installation, county: county.county).create(
                BaseAnswer.Content(question: "问题\(id)", answer: "答复"), unit: unit, by: clerk
            ).rawValue
        case .draft:
            let clerk = Staff(account: bystander, name: "李芳", posts: [Post(id: Post.ID(1), unit: unit, role: .editor, name: "编辑")])
            return try await StartDraft(installation, county: county.county).run(.item(nil, obligation: nil), unit: unit, by: clerk)
                .rawValue
        case .disclosure:
            _ = try await installation.publish(
                [
                    DisclosureRecord(
                        id: "m\(id)", title: "关于公开事项的公告", issuer: unit == own ? "明川县自然资源局" : "明川县人民政府", published: "2026-02-05",
                        body: "公告正文。")
                ], in: county.county, fingerprint: "m\(id)")
            return try await installation.store.read { Int64(try $0.count("SELECT MAX(id) AS n FROM disclosure WHERE unit_id = \(unit)")) }
        case .obligation:
            let item = try await installation.store.read {
                try $0.first("SELECT version_id, id, domain_code FROM catalogue_item ORDER BY id LIMIT 1")
            }
            guard let item else { throw StoreError.unexpectedValue(column: "catalogue_item") }
            let (version, itemID, domain): (Int64, Int64, String) = (try item["version_id"], try item["id"], try item["domain_code"])
            try await installation.store.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO obligation (id, site_id, unit_id, item_id, version_id, domain_code, title, occasion, occasion_key, start, event_id,
                        raised, state, disclosure_id, closed, closed_by, reason, due, is_provisional, version)
                    VALUES (\(id), \(site), \(unit), \(itemID), \(version), \(domain), \("征地公告"), \("standing"), \("\(id)"), \("2026-01-01"),
                        \(nil as Int64?), \(0), \("open"), \(nil as Int64?), \(nil as Int64?), \(""), \(""), \("2026-04-01"), \(0), \(1))
                    """)
            }
            return id
        case .batch:
            let now = installation.now()
            try await installation.store.write { transaction in
                try BatchRegister(transaction, site: site).insert(
                    Batch(
                        id: Batch.ID(id), unit: unit, item: CatalogueItem.ID(1), name: "许可信息", state: .preview, rowCount: 0, created: now,
                        createdBy: Account.ID(1)), mapping: BatchMapping(title: "{许可内容}"), preview: BatchPreview(), problems: [], file: "")
            }
            return id
        case .unit: return unit.rawValue
        case .request: return try await request(unit).rawValue
        case .dispute:
            let clerk = Staff(account: bystander, name: "李芳", posts: [Post(id: Post.ID(1), unit: unit, role: .editor, name: "编辑")])
            let dispute = RequestDispute(
                id: RequestDispute.ID(0), unit: unit, request: nil, kind: .review, received: installation.now().day, authority: "云州市人民政府",
                caseNumber: "")
            return try await RecordDispute(installation, county: county.county).add(dispute, by: clerk).rawValue
        }
    }

    private func request(_ unit: OrganisationUnit.ID) async throws -> DisclosureRequest.ID {
        let clerk = Staff(account: bystander, name: "李芳", posts: [Post(id: Post.ID(1), unit: unit, role: .editor, name: "编辑")])
        let form = RequestForm(
            applicant: Applicant(kind: .person, name: "测试甲", phone: "13900000000"), unit: unit == own ? "zrzy" : "zf",
            information: RequestedInformation(description: "补偿方案"))
        var entry = FileRequest.Entry(form: form, channel: .counter, submitted: county.installation.now().day)
        entry.allowsDuplicate = true
        return try await FileRequest(county.installation, county: county.county).run(entry, by: clerk).id
    }
}

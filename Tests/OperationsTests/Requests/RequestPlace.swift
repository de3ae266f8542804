import Cryptography
import Domain
import Logging
import Operations
import Persistence
import Registers
import TestSupport
import Testing

/// A county with two units, people in every role, and a clock that is moved by hand from 2026-03-20 (a Friday).
struct RequestPlace {
    let installation: Installation
    let county: County
    let unit: OrganisationUnit.ID
    let other: OrganisationUnit.ID
    let clock: HandClock
    let people: [Role: Staff]
    /// An editor beside the first one.
    let second: Staff

    var editor: Staff { people[.editor] ?? second }
    var secrecy: Staff { people[.secrecyReviewer] ?? second }
    var legal: Staff { people[.reviewer] ?? second }
    var signer: Staff { people[.signer] ?? second }
    var office: Staff { people[.disclosureOffice] ?? second }

    static func with(_ engine: Engine, _ body: (RequestPlace) async throws -> Void) async throws {
        try await engine.withInstallation { base in
            let clock = HandClock()
            let installation = Installation(
                store: base.store, searchPlace: base.searchPlace, now: { clock.now },
                identifiers: IdentifierSource(process: 2, now: { clock.now }), log: base.log, passwordCost: AccessPlace.cost,
                vault: base.vault)
            let county = try await installation.testCounty()
            let rows = [("zrzy", "明川县自然资源局"), ("czj", "明川县财政局")].map { code, name in
                RegisterUnits.Row(
                    unit: OrganisationUnit(
                        id: OrganisationUnit.ID(0), code: code, name: name, kind: .department,
                        contact: OrganisationUnit.Contact(
                            address: "明川县测试路1号", officeHours: "", phone: "0999-1234567", fax: "", email: "", head: "")), parentCode: nil,
                    aliases: [])
            }
            _ = try await RegisterUnits(installation).run(rows, site: county.id, actor: "test")
            let units = try await installation.store.read { try UnitRegister($0, site: county.id).all() }
            let unit = try #require(units.first { $0.code == "zrzy" }).id
            let other = try #require(units.first { $0.code == "czj" }).id
            let roles: [Role] = [.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice, .evaluator]
            var entries = roles.map { role in
                AddAccount.Entry(
                    login: "r-\(role.rawValue.lowercased())", name: "王明", password: AccessPlace.password,
                    posts: [AddAccount.Place(unit: unit, role: role, name: role.rawValue)])
            }
            entries.append(
                AddAccount.Entry(
                    login: "second", name: "李芳", password: AccessPlace.password,
                    posts: [AddAccount.Place(unit: unit, role: .editor, name: "second")]))
            let added = try await AddAccount(installation, county: county, cost: AccessPlace.cost).run(entries, actor: "test")
            let staff = added.map { added in
                Staff(
                    account: added.account.id, name: added.account.name,
                    posts: [
                        Post(
                            id: Post.ID(added.account.id.rawValue), unit: unit,
                            role: roles.first { "r-\($0.rawValue.lowercased())" == added.account.login } ?? .editor, name: "岗位")
                    ])
            }
            let place = RequestPlace(
                installation: installation, county: county, unit: unit, other: other, clock: clock,
                people: Dictionary(zip(roles, staff).map { ($0, $1) }, uniquingKeysWith: { $1 }), second: staff[roles.count])
            try await SetRequests(installation, county: county).word("明自然资", of: unit, actor: "test")
            try await SetRequests(installation, county: county).settings(
                RequestSettings(
                    superior: "明州市人民政府", onlineReview: "https://review.example.gov.cn", payment: "到县政务服务大厅缴费窗口缴纳",
                    petitionChannel: "县信访局，电话 0999-1234567"), version: 0, by: place.office)
            try await body(place)
        }
    }

    var today: Day { clock.now.day }

    /// Moves the clock to ten in the morning of that day.
    func move(to text: String) throws {
        let day = try #require(Day(text: text))
        clock.pass(seconds: (Instant(startOf: day).milliseconds + 36_000_000 - clock.now.milliseconds) / 1000)
    }

    static func form(_ content: String = "2025年度土地征收补偿方案", name: String = "测试甲", kind: ApplicantKind = .person) -> RequestForm {
        RequestForm(
            applicant: Applicant(
                kind: kind, name: name, document: kind.isOrganisation ? .creditCode : .passport,
                documentNumber: kind.isOrganisation ? "11441700007280420Y" : "E12345678", representative: kind.isOrganisation ? "测试乙" : "",
                contactPerson: kind.isOrganisation ? "测试丙" : "", phone: "13900000000", email: "test@example.com", address: "明川县测试路1号"),
            unit: "zrzy", information: RequestedInformation(description: content), carrier: .paper, delivery: .post)
    }

    /// Registers a request that is received today.
    func file(
        _ content: String = "2025年度土地征收补偿方案", channel: RequestChannel = .counter, name: String = "测试甲", kind: ApplicantKind = .person,
        by staff: Staff? = nil
    ) async throws -> DisclosureRequest.ID {
        var entry = FileRequest.Entry(form: Self.form(content, name: name, kind: kind), channel: channel)
        entry.allowsDuplicate = true
        switch channel {
        case .counter: entry.submitted = today
        case .signedPost: entry.received = today
        case .plainPost, .fax, .email, .internet: (entry.received, entry.confirmed) = (today, today)
        }
        return try await FileRequest(installation, county: county).run(entry, by: staff ?? editor).id
    }

    func request(_ id: DisclosureRequest.ID) async throws -> DisclosureRequest {
        let site = county.id
        return try #require(try await installation.store.read { try RequestRegister($0, site: site).find(id) })
    }

    func standing(_ id: DisclosureRequest.ID) async throws -> RequestStanding {
        let (site, today) = (county.id, today)
        return try await installation.store.read { transaction in
            let register = RequestRegister(transaction, site: site)
            let request = try #require(try register.find(id))
            return try RequestClock.of(transaction, site: site).standing(
                of: RequestHistory(channel: request.channel, recorded: try register.facts(of: id)), on: today)
        }
    }

    func record(_ id: DisclosureRequest.ID, _ kind: RequestFact.Kind, days: Int? = nil, by staff: Staff? = nil) async throws {
        try await RecordRequest(installation, county: county).run(
            id, version: nil, RequestFact(kind, on: today, workingDays: days), by: staff ?? editor)
    }

    /// A proposal that states all that its outcome needs.
    static func proposal(_ outcome: RequestOutcome, isHard: Bool = false) -> ReplyProposal {
        ReplyProposal(
            outcome: outcome, ground: outcome.grounds.first ?? "", reasons: "经审查，理由如下。", released: outcome.isDisclosing ? "随函提供补偿方案一份" : "",
            parts: outcome == .partlyDisclosed
                ? [
                    ReplyProposal.Part(name: "补偿标准", isDisclosed: true),
                    ReplyProposal.Part(name: "被征收人名单", isDisclosed: false, reason: "涉及个人隐私，权利人不同意公开（条例第十五条）"),
                ] : [], referral: outcome == .notHeld ? "明川县财政局\n电话 0999-7654321" : "",
            findings: Dictionary(
                DecisionStep.steps(before: outcome).map { ($0, $0.passed) }, uniquingKeysWith: { $1 }), isHard: isHard)
    }

    /// Takes a reply the whole way until it is served.
    @discardableResult
    func answer(_ id: DisclosureRequest.ID, _ outcome: RequestOutcome, isHard: Bool = false) async throws -> RequestLetter.ID {
        let write = WriteReply(installation, county: county)
        try await RecordRequest(installation, county: county).search(
            id, place: "本机关档案室", words: "补偿方案", found: 1, note: "", by: editor)
        try await write.save(id, version: nil, Self.proposal(outcome, isHard: isHard), by: editor)
        try await write.submit(id, version: nil, by: editor)
        for staff in isHard ? [secrecy, legal, signer] : [secrecy, signer] {
            try await write.decide(id, version: nil, .approved, reason: "", by: staff)
        }
        let letters = IssueLetter(installation, county: county)
        let letter = try await letters.run(id, version: nil, IssueLetter.Order(kind: .reply(outcome)), by: editor)
        try await letters.serve(
            letter, of: id, version: nil, RequestLetter.Service(way: .post, day: today, proof: "EMS 1234567890"), by: editor)
        return letter
    }

    func refusal(_ work: () async throws -> Void) async throws -> [RequestReason] {
        do {
            try await work()
            return []
        } catch let refusal as RequestRefusal { return refusal.reasons }
    }
}

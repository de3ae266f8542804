import Domain
import Foundation
import Logging
import Operations
import Persistence
import PersistenceSQLite
import Registers

/// A county with one unit and its people, and drafts that have gone through every step but the last.
struct PreparedDrafts {
    static let login = "bianji"
    static let password = "十五个字以上的口令才算够长啊啊"

    private let installation: Installation
    private let county: County
    private let unit: OrganisationUnit.ID

    /// Sets the place's database up with so many approved drafts, and closes it.
    static func make(_ count: Int, in place: CommandPlace) async throws {
        let now: @Sendable () -> Instant = { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        let isServer = place.database.hasPrefix("postgresql")
        let store = try await place.store()
        let installation = Installation(
            store: store,
            searchPlace: isServer ? .beside(try SQLiteDatastore(path: place.folder.appending(path: "search.sqlite").path)) : .within,
            now: now, identifiers: IdentifierSource(process: 1, now: now), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await installation.prepare()
        let county = try await RegisterSite(installation).run(
            County(id: County.ID(1), name: "明川县人民政府", placeName: "明川县", siteCode: "9999010001", areaCode: "999901"), actor: "test")
        _ = try await RegisterUnits(installation).run(
            [
                RegisterUnits.Row(
                    unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: "yjj", name: "应急管理局", kind: .department), parentCode: nil,
                    aliases: [])
            ], site: county.id, actor: "test")
        let unit = try await installation.store.read { try UnitRegister($0, site: county.id).find(code: "yjj")?.id }
        guard let unit else { throw CocoaError(.coderValueNotFound) }
        let prepared = PreparedDrafts(installation: installation, county: county, unit: unit)
        try await prepared.approve(count, by: try await prepared.people())
        try await installation.close()
    }

    /// Words that only the document of that number has.
    static func word(_ number: Int) -> String {
        let characters = Array("甲乙丙丁戊己庚辛壬癸子寅")
        var rest = number
        let digits = (0..<4).map { _ -> Character in
            defer { rest /= characters.count }
            return characters[rest % characters.count]
        }
        return "编号\(String(digits))止"
    }

    // MARK: People

    private struct People: Sendable {
        let editor: Staff
        let secrecyReviewer: Staff
    }

    /// Whoever drafts, and whoever decides about it: the shortest path that there may be.
    private func people() async throws -> People {
        let added = try await AddAccount(installation, county: county).run(
            [
                AddAccount.Entry(
                    login: Self.login, name: "编辑员", password: Self.password,
                    posts: [AddAccount.Place(unit: unit, role: .editor, name: "编辑岗")]),
                AddAccount.Entry(login: "baomi", name: "审查员", posts: [AddAccount.Place(unit: unit, role: .secrecyReviewer, name: "保密岗")]),
                AddAccount.Entry(
                    login: "gongkaiban", name: "公开办", posts: [AddAccount.Place(unit: unit, role: .disclosureOffice, name: "公开岗")]),
            ], actor: "test")
        let site = county.id
        let staff = try await installation.store.read { transaction in
            try added.map { one in
                Staff(
                    account: one.account.id, name: one.account.name,
                    posts: try PostRegister(transaction, site: site).posts(of: one.account.id))
            }
        }
        try await SetApprovalPath(installation, county: county).run(
            try ApprovalPath([.secrecyReview]), unit: nil, domain: nil, by: staff[2])
        return People(editor: staff[0], secrecyReviewer: staff[1])
    }

    // MARK: Drafts

    private func approve(_ count: Int, by people: People) async throws {
        for number in 0..<count {
            let id = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: unit, by: people.editor)
            let saved = try await SaveDraft(installation, county: county).run(id, version: 1, by: people.editor) { content in
                content.title = "第\(number)号通告"
                content.body = DocumentBody([.paragraph("即日起执行。\(Self.word(number))。")])
            }
            let site = county.id
            let digest = try await installation.store.read { try DraftRegister($0, site: site).find(id)?.digest ?? [] }
            try await RecordFindings(installation, county: county).run([], of: id, digest: digest)
            try await SubmitDraft(installation, county: county).run(id, version: saved.version, by: people.editor)
            try await DecideDraft(installation, county: county).run(
                id, version: saved.version + 1, .approved, reason: "", by: people.secrecyReviewer)
        }
    }
}

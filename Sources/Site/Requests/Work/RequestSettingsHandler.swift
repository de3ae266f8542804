import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 依申请公开设置, for the disclosure office.
struct RequestSettingsHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var setting: SetRequests { SetRequests(work.installation, county: work.county) }

    func page() async throws -> Answer { work.show(try await known()) }

    private func known() async throws -> RequestSettingsPage {
        let today = work.now.day
        return try await work.read { view in
            let register = RequestSettingsRegister(view.transaction, site: view.site)
            let letters = LetterRegister(view.transaction, site: view.site)
            let (settings, version) = try register.settings()
            let sets = try register.book().all
            return RequestSettingsPage(
                settings: settings, version: version, columns: Self.columns(settings.columns),
                words: try view.unitRegister.all().filter { $0.kind != .village }.map { unit in
                    RequestSettingsPage.Word(unit: unit.id, name: unit.name, word: try letters.word(of: unit.id) ?? "")
                }, sets: sets, rules: RulesFields(sets.last ?? .released, from: today.description))
        }
    }

    /// Those that are shown in their order, then the others.
    private static func columns(_ shown: [LedgerColumn]) -> [RequestSettingsPage.Column] {
        let all = shown + LedgerColumn.allCases.filter { !shown.contains($0) }
        return all.enumerated().map { index, column in
            RequestSettingsPage.Column(column: column, isShown: shown.contains(column), place: String(index + 1))
        }
    }

    func save() async throws -> Answer {
        switch work.form["act"] {
        case "settings": try await saveSettings()
        case "words": try await saveWords()
        case "rules": try await saveRules()
        default: throw Refusal.badRequest("表单不完整，请返回页面重新提交。")
        }
    }

    private func done() -> Answer { .redirect(to: WorkRoute.requestSettings.link(query: [("done", WorkNotice.saved.rawValue)])) }

    private func again(_ page: RequestSettingsPage) -> Answer { work.show(page, status: .unprocessableContent) }

    // MARK: Texts and columns

    private func saveSettings() async throws -> Answer {
        let (form, version) = (work.form, try work.version)
        let ticked = Set(form.all("column"))
        let columns = LedgerColumn.allCases.map { column in
            RequestSettingsPage.Column(
                column: column, isShown: ticked.contains(column.rawValue) || LedgerColumn.prescribed.contains(column),
                place: form.text("place.\(column.rawValue)"))
        }
        var settings = RequestSettings(
            superior: form.text("superior"), court: form.text("court"), onlineReview: form.text("onlineReview"),
            payment: form.text("paymentPlace"), petitionChannel: form.text("petitionChannel"))
        var problems: [(field: String, message: String)] = []
        for column in columns where column.isShown && Int(column.place).map({ !(1...999).contains($0) }) ?? true {
            problems.append(("place.\(column.column.rawValue)", "“\(column.column.heading)”的序号应当是 1 到 999 的整数。"))
        }
        // Of the same place stands first what comes first in the list.
        let ordered = columns.filter(\.isShown).enumerated().sorted {
            (Int($0.element.place) ?? 0, $0.offset) < (Int($1.element.place) ?? 0, $1.offset)
        }
        settings.columns = ordered.map(\.element.column)
        let texts = [
            ("superior", settings.superior), ("court", settings.court), ("onlineReview", settings.onlineReview),
            ("paymentPlace", settings.payment), ("petitionChannel", settings.petitionChannel),
        ]
        for (field, text) in texts where text.unicodeScalars.count > RequestSettings.longestText {
            problems.append((field, "内容超过 \(RequestSettings.longestText) 字，请缩短。"))
        }
        if problems.isEmpty {
            try await setting.settings(settings, version: version, by: try work.staff)
            return done()
        }
        var page = try await known()
        (page.settings, page.version, page.columns, page.problems) = (settings, version, columns, problems)
        return again(page)
    }

    // MARK: Words

    private func saveWords() async throws -> Answer {
        var page = try await known()
        let actor = try work.actor(as: .disclosureOffice)
        var changed: [(unit: OrganisationUnit.ID, word: String)] = []
        for index in page.words.indices {
            let unit = page.words[index].unit
            guard let typed = work.form["word.\(unit)"].map({ Folding.trimmed($0) }), typed != page.words[index].word else { continue }
            page.words[index].word = typed
            changed.append((unit, typed))
        }
        let owners = Dictionary(grouping: page.words.filter { !$0.word.isEmpty }, by: \.word)
        for (unit, word) in changed {
            let field = "word.\(unit)"
            if LetterNumber(word: word, year: 2026, serial: 1) == nil {
                page.problems.append((field, word.isEmpty ? "机关代字不能清空，请改成新的代字。" : "机关代字“\(word.shortened(20))”只能用文字，最多 20 个字。"))
            } else if let other = owners[word]?.first(where: { $0.unit != unit }) {
                page.problems.append((field, "机关代字“\(word)”和\(other.name)的相同，文书号会重复。"))
            }
        }
        guard page.problems.isEmpty else { return again(page) }
        for (unit, word) in changed { try await setting.word(word, of: unit, actor: actor) }
        return done()
    }

    // MARK: Rules

    private func saveRules() async throws -> Answer {
        let fields = typedRules()
        let (rules, problems) = fields.rules()
        guard let rules else {
            var page = try await known()
            (page.rules, page.problems) = (fields, problems)
            return again(page)
        }
        let outcome = try await setting.rules(rules, actor: try work.actor(as: .disclosureOffice))
        var page = try await known()
        page.recount = (
            outcome.counted,
            outcome.moved.map { RequestSettingsPage.Moved(id: $0.id, number: $0.number, before: $0.before, after: $0.after) }
        )
        return work.show(page)
    }

    private func typedRules() -> RulesFields {
        let form = work.form
        func bands(_ basis: RequestFees.Basis) -> [RulesFields.Band] {
            (0..<60).map { index in
                func text(_ part: String) -> String { form.text(RulesFields.name(basis, index, part)) }
                return RulesFields.Band(after: text("after"), yuan: text("yuan"), every: text("every"), rise: text("rise"))
            }.filter { !$0.isEmpty }
        }
        return RulesFields(
            effective: form.text("effective"),
            numbers: Dictionary(uniqueKeysWithValues: RulesFields.Number.allCases.map { ($0, form.text($0.rawValue)) }),
            receipt: Dictionary(uniqueKeysWithValues: RequestChannel.allCases.map { ($0, form.text("receipt.\($0.rawValue)")) }),
            pausesOnAskedDay: form.isOn("pausesOnAskedDay"), items: bands(.items), pages: bands(.pages))
    }
}

import Domain
import Files
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 评分表: filling in, handing in, evidence; reading after the close.
struct SheetHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var filling: FillSheet { FillSheet(work.installation, county: work.county) }

    /// The sheet that the address names, and how its reader stands to it.
    private struct Place: Sendable {
        let round: EvaluationRound
        let assessor: Scheme.Assessor
        let unit: OrganisationUnit
        let holder: SheetHolder
        let isOwn: Bool
    }

    private func place() async throws -> Place {
        let (round, staff) = (try await work.evaluationRound(), try work.staff)
        let id = try work.identifier("unit", OrganisationUnit.self)
        guard let assessor = round.scheme.assessors.first(where: { $0.code == work.parameters["assessor"] }), round.units.contains(id),
            let unit = try await work.read({ try $0.unitRegister.find(id) })
        else { throw Refusal.notFound }
        let own = round.sheetHolder(assessor.code, of: id, by: staff)
        let asked = work.query["reviewer"].flatMap { SheetHolder(text: $0) }
        guard let holder = asked ?? own ?? (assessor.kind == .oneself ? .unit : nil) else { throw Refusal.notFound }
        return Place(round: round, assessor: assessor, unit: unit, holder: holder, isOwn: holder == own)
    }

    func show() async throws -> Answer { try await show(try await place(), problems: []) }

    private func show(
        _ place: Place, typed: [String: String] = [:], search: SheetPage.DocumentSearch? = nil, problems: FieldProblems,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Answer {
        let (staff, round, measures, county) = (try work.staff, place.round, work.portal.tools.measures, work.county)
        let page = try await work.read { view -> SheetPage in
            let register = SheetRegister(view.transaction)
            let sheet =
                try register.find(place.assessor.code, place.unit.id, place.holder, in: round.id)
                ?? ScoreSheet(id: ScoreSheet.ID(0), assessor: place.assessor.code, unit: place.unit.id, holder: place.holder)
            guard !round.readable([sheet], by: staff).isEmpty else { throw RoundRefusal([.notAllowed(.readSheets, round.state)]) }
            let files = Dictionary(grouping: try register.files(of: round.id).filter { $0.sheet == sheet.id }, by: \.leaf)
            var figures: [String: SheetPage.MeasuredLine] = [:]
            for leaf in round.scheme.leaves {
                guard let measure = leaf.leaf?.measure,
                    let value = try measures.value(
                        of: measure, unit: place.unit.id, from: round.first, to: round.last, county: county, in: view.transaction)
                else { continue }
                figures[leaf.code] = SheetPage.MeasuredLine(
                    part: value.part, whole: value.whole, formula: value.formula, inputs: value.inputs)
            }
            return SheetPage(
                round: round, assessor: place.assessor, unit: (place.unit.id, place.unit.name), sheet: sheet,
                files: files.mapValues { $0.map { ($0.id.description, $0.name, $0.sizeInBytes) } }, figures: figures, isOwn: place.isOwn,
                mayWrite: place.isOwn && sheet.submitted == nil
                    && round.state.allows(.score, to: round.roles(of: staff, for: place.unit.id)),
                search: search, typed: typed, problems: problems)
        }
        let isLooker = !place.isOwn || round.roles(of: staff).contains(.reviewer)
        if isLooker, problems.isEmpty {
            try await filling.look(round.id, at: "评分表：\(place.assessor.name)", unit: place.unit.id, by: staff)
        }
        return work.show(page, status: problems.isEmpty ? .ok : status)
    }

    // MARK: Writing

    /// Keeps what is there; handing in comes after it.
    func save() async throws -> Answer {
        let (place, staff) = (try await place(), try work.staff)
        guard place.isOwn else { throw RoundRefusal([.notAllowed(.score, place.round.state)]) }
        guard let version = Int(work.form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请从评分表页面重新打开。") }
        let (round, code, unit) = (place.round, place.assessor.code, place.unit.id)
        switch work.form.text("act") {
        case "find": return try await find(place)
        case "cite": return try await cite(place)
        default: break
        }
        let form = ScoreForm(work.form, scheme: round.scheme)
        let (answers, problems) = form.answers()
        guard problems.isEmpty else { return try await show(place, typed: work.typed, problems: problems) }
        let isHandedIn = work.form.text("act") == "submit"
        do {
            try await filling.save(round.id, code, unit, answers: answers, version: version, by: staff)
        } catch let refusal as RoundRefusal where !refusal.isUnknown {
            return try await show(place, typed: work.typed, problems: Self.problems(refusal, in: round.scheme))
        } catch StoreError.stale { return try await merge(place) }
        if isHandedIn {
            do {
                try await filling.submit(round.id, code, unit, version: version + 1, by: staff)
            } catch let refusal as RoundRefusal where !refusal.isUnknown {
                // It is kept all the same: the page shows the new version.
                return try await show(place, typed: kept(version + 1), problems: Self.problems(refusal, in: round.scheme))
            }
        } else if !form.remarksAlone.isEmpty {
            return try await show(place, typed: kept(version + 1), problems: form.remarksAlone)
        }
        let notice: WorkNotice = isHandedIn ? .submitted : .saved
        return .redirect(to: WorkRoute.sheet.link(round.id, code, unit, query: [("done", notice.rawValue)]))
    }

    /// What was typed, over the version that has just been stored.
    private func kept(_ version: Int) -> [String: String] { work.typed.merging(["version": String(version)]) { $1 } }

    /// Somebody else of the unit has saved the sheet in the meantime: both are on the page, and nothing is kept before it is looked at.
    private func merge(_ place: Place) async throws -> Answer {
        let round = place.round
        let stored = try await work.read {
            try SheetRegister($0.transaction).find(place.assessor.code, place.unit.id, place.holder, in: round.id)
        }
        // Handed in by the other one: the page that says so keeps what was typed.
        guard let stored, stored.submitted == nil else { throw StoreError.stale(subject: "评分表") }
        let merged = SheetMerge(work.form, with: stored, scheme: round.scheme)
        return try await show(place, typed: merged.fields, problems: merged.problems, status: .conflict)
    }

    // MARK: Published documents

    private var citedLeaf: String { work.form.text("cite-leaf") }

    private func find(_ place: Place) async throws -> Answer {
        let (words, most) = (work.form.text("find"), SheetPage.DocumentSearch.most)
        let filter = DisclosureQueries.Filter(unit: place.unit.id, words: words.isEmpty ? nil : words.shortened(100))
        let found = try await work.read { try DisclosureQueries($0.transaction, site: $0.site).newest(filter, limit: most + 1) }
        let search = SheetPage.DocumentSearch(
            leaf: citedLeaf,
            documents: found.prefix(most).map {
                SheetPage.DocumentSearch.Document(id: $0.id, title: $0.title, number: $0.number, published: $0.published)
            }, isCut: found.count > most)
        return try await show(place, typed: work.typed, search: search, problems: [])
    }

    /// Puts the chosen documents to the evidence of the leaf, on the page: they are kept when the sheet is.
    private func cite(_ place: Place) async throws -> Answer {
        var typed = work.typed
        guard let index = place.round.scheme.leaves.firstIndex(where: { $0.code == citedLeaf && $0.leaf?.method != .automatic }) else {
            return try await show(place, typed: typed, problems: [("cite-leaf", "没有这个指标，请从列表中选择。")])
        }
        let (unit, now) = (place.unit.id, work.now)
        let chosen = work.form.all("cite").prefix(SheetPage.DocumentSearch.most).compactMap { Disclosure.ID(text: $0) }
        let documents = try await work.read { try DisclosureQueries($0.transaction, site: $0.site).lines(chosen) }.filter {
            $0.unit == unit
        }
        guard !documents.isEmpty else {
            return try await show(place, typed: typed, problems: [("find", "请先查找，再勾选要用的公开文件。")])
        }
        var lines = (typed["evidence-\(index)"] ?? "").split(whereSeparator: \.isNewline).map(String.init)
        let known = Set(lines.compactMap { CitedDocument(text: $0)?.document })
        for document in documents where !known.contains(document.id) {
            lines.append(CitedDocument(document: document.id, seen: now, title: Folding.trimmed(document.title)).text)
        }
        typed["evidence-\(index)"] = lines.joined(separator: "\n")
        typed["find"] = nil
        let search = SheetPage.DocumentSearch(leaf: citedLeaf, placed: documents.count)
        return try await show(place, typed: typed, search: search, problems: [])
    }

    /// The public page of a cited document, or the wording that stood there when it was read.
    func citedDocument() async throws -> Answer {
        let id = try work.identifier("document", Disclosure.self)
        guard let seen = Instant(text: work.query["seen"] ?? "") else { throw Refusal.notFound }
        let revisions = try await work.read { try WithdrawalRegister($0.transaction, site: $0.site).revisions(of: id) }
        let wording = CitedDocument(document: id, seen: seen, title: "").wording(replaced: revisions.reversed().map(\.replaced))
        return .redirect(to: wording.map { DisclosureHistoryPage.address(of: id, wording: $0) } ?? Address.disclosure(id).link)
    }

    func recall() async throws -> Answer {
        let place = try await place()
        try await filling.recall(place.round.id, place.assessor.code, place.unit.id, by: try work.staff)
        return .redirect(
            to: WorkRoute.sheet.link(
                place.round.id, place.assessor.code, place.unit.id, query: [("done", WorkNotice.changed.rawValue)]))
    }

    /// Each at the leaf that it is about.
    private static func problems(_ refusal: RoundRefusal, in scheme: Scheme) -> FieldProblems {
        let places = Dictionary(scheme.leaves.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { $1 })
        return refusal.reasons.flatMap { reason -> FieldProblems in
            switch reason {
            case .badEntries(let faults): faults.map { ("leaf-\(places[$0.leaf] ?? 0)", "\($0.leaf)：\($0.remark)") }
            case .unanswered(let leaves): leaves.map { ("leaf-\(places[$0] ?? 0)", "\($0) 还没有评分。") }
            default: reason.sentences.map { (reason.page ?? "leaf-0", $0) }
            }
        }
    }

    // MARK: Evidence

    func addFile() async throws -> Answer {
        let (place, staff) = (try await place(), try work.staff)
        guard place.isOwn else { throw RoundRefusal([.notAllowed(.score, place.round.state)]) }
        let problems = try await work.takeFiles { form, file in
            try await filling.add(
                SheetRegister.File(
                    id: SheetRegister.File.ID(0), sheet: nil, order: nil, leaf: form["leaf"] ?? "", name: file.name,
                    mediaType: file.mediaType,
                    sizeInBytes: file.sizeInBytes, digest: file.digest, added: work.now, signature: ""), to: place.round.id,
                place.assessor.code, place.unit.id, by: staff)
        }
        guard problems.isEmpty else { return try await show(place, problems: problems) }
        return .redirect(
            to: WorkRoute.sheet.link(
                place.round.id, place.assessor.code, place.unit.id, query: [("done", WorkNotice.attached.rawValue)]))
    }

    /// Evidence of a sheet that they may read, or of an order to their unit.
    func file() async throws -> Answer {
        let (round, staff) = (try await work.evaluationRound(), try work.staff)
        let id = try work.identifier("file", SheetRegister.File.self)
        let file = try await work.read { view -> SheetRegister.File? in
            let register = SheetRegister(view.transaction)
            guard let file = try register.files(of: round.id).first(where: { $0.id == id }) else { return nil }
            if let sheet = file.sheet {
                return round.readable(try register.sheets(of: round.id).filter { $0.id == sheet }, by: staff).isEmpty ? nil : file
            }
            let order = try file.order.flatMap { try RectificationRegister(view.transaction, site: view.site).find($0) }
            return order.map { staff.holds(.disclosureOffice) || staff.holds(.editor, for: $0.unit) } == true ? file : nil
        }
        guard let file else { throw Refusal.notFound }
        try await filling.look(round.id, at: "材料：\(file.name.shortened(60))", unit: nil, by: staff)
        return .download(try work.portal.fileStore().read(file.digest), mediaType: file.mediaType, name: file.name)
    }
}

/// The fields of a scoring sheet, leaf by leaf.
struct ScoreForm {
    private let form: FormFields
    private let scheme: Scheme

    init(_ form: FormFields, scheme: Scheme) {
        self.form = form
        self.scheme = scheme
    }

    /// Leaves that were left empty have no answer yet.
    func answers() -> (answers: [Submission.Answer], problems: FieldProblems) {
        var (answers, problems): ([Submission.Answer], FieldProblems) = ([], [])
        for (place, leaf) in scheme.leaves.enumerated() where leaf.leaf?.method != .automatic {
            let (field, text) = entered(leaf, place)
            problems += tooLong(leaf, place)
            guard !text.isEmpty else { continue }
            guard let entry = Submission.Entry(text: text, for: leaf) else {
                problems.append((field, "\(leaf.code)：“\(text.shortened(20))”不能识别。\(leaf.entryHint)"))
                continue
            }
            answers.append(
                Submission.Answer(leaf: leaf.code, entry: entry, comment: form.text("comment-\(place)"), evidence: evidence(place)))
        }
        return (answers, problems)
    }

    /// Leaves with a comment or evidence and no score: without a score nothing of them is kept.
    var remarksAlone: FieldProblems {
        scheme.leaves.enumerated().compactMap { place, leaf in
            guard leaf.leaf?.method != .automatic, entered(leaf, place).text.isEmpty,
                !form.text("comment-\(place)").isEmpty || !evidence(place).isEmpty
            else { return nil }
            return (entered(leaf, place).field, "\(leaf.code)：写了评语或者佐证，还没有评分，所以这一项没有保存；其余的已经保存。请评分后再保存。")
        }
    }

    private func evidence(_ place: Int) -> [String] {
        form.text("evidence-\(place)").split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    private func tooLong(_ leaf: Indicator, _ place: Int) -> FieldProblems {
        let (limit, most, evidence) = (ScoreSheet.longestComment, ScoreSheet.mostEvidence, evidence(place))
        var problems: FieldProblems = []
        if form.text("comment-\(place)").unicodeScalars.count > limit {
            problems.append(("comment-\(place)", "\(leaf.code)：评语最多 \(limit) 字，请缩短。"))
        }
        if evidence.count > most || evidence.contains(where: { $0.unicodeScalars.count > limit }) {
            problems.append(("evidence-\(place)", "\(leaf.code)：佐证最多 \(most) 行，每行最多 \(limit) 字，请减少。"))
        }
        return problems
    }

    private func entered(_ leaf: Indicator, _ place: Int) -> (field: String, text: String) {
        let reason = form.text("na-\(place)")
        if !reason.isEmpty { return ("na-\(place)", "不适用：\(reason)") }
        switch leaf.kind {
        case .scored: return ("score-\(place)", form.text("score-\(place)"))
        case .deduction(let deduction, _):
            let times = deduction.penalties.indices.map { form.text("times-\(place)-\($0)") }
            return ("times-\(place)-0", times.allSatisfy(\.isEmpty) ? "" : times.map { $0.isEmpty ? "0" : $0 }.joined(separator: ","))
        case .veto: return ("veto-\(place)", form.text("veto-\(place)"))
        case .additive, .weighted: return ("", "")
        }
    }
}

import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// 文书: written, looked at, sent, served.
struct LetterHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var issuing: IssueLetter { IssueLetter(work.installation, county: work.county) }

    private typealias Problems = [(field: String, message: String)]

    private func kind() throws -> LetterKind {
        guard let kind = work.parameters["kind"].flatMap(LetterKind.init(rawValue:)) else { throw Refusal.notFound }
        return kind
    }

    // MARK: A new letter

    func form() async throws -> Answer {
        let (kind, shown) = (try kind(), try await work.requestCase())
        let payment = try await work.read { try RequestSettingsRegister($0.transaction, site: $0.site).settings().settings.payment }
        return try await show(kind, shown, LetterFields(kind, shown, payment: payment), isFirst: true)
    }

    func preview() async throws -> Answer {
        let (kind, shown) = (try kind(), try await work.requestCase())
        return try await show(kind, shown, typed(kind), isFirst: false)
    }

    func issue() async throws -> Answer {
        let (kind, version, shown) = (try kind(), try work.version, try await work.requestCase())
        let fields = typed(kind)
        let (order, problems) = LetterOrder.make(kind, fields, shown)
        guard problems.isEmpty else { return try await show(kind, shown, fields, isFirst: false) }
        let letter: RequestLetter.ID
        do {
            letter = try await issuing.run(shown.request.id, version: version, order, by: try work.staff)
        } catch let refusal as IssueLetter.Refusal {
            return try await show(kind, shown, fields, isFirst: false, more: refusal.problems(of: kind))
        }
        return .redirect(to: WorkRoute.letter.link(shown.request.id, letter, query: [("done", WorkNotice.created.rawValue)]))
    }

    /// - Parameter isFirst: what is not filled in yet is no mistake.
    private func show(
        _ kind: LetterKind, _ shown: RequestCase, _ fields: LetterFields, isFirst: Bool, more: Problems = []
    ) async throws -> Answer {
        var (order, problems) = LetterOrder.make(kind, fields, shown)
        problems += more
        var preview: OfficialLetter?
        if problems.isEmpty {
            do {
                preview = try await issuing.preview(shown.request.id, order, by: try work.staff)
                if kind.addressee == .applicant { try await noteView(kind, shown) }
            } catch let refusal as IssueLetter.Refusal {
                problems = refusal.problems(of: kind)
            }
        }
        let account = order.fee.map { shown.standing.rules.fees.words(of: RequestCase.Fee($0)) } ?? []
        let page = LetterFormPage(
            shown: shown, kind: kind, fields: fields, problems: isFirst ? [] : problems,
            obstacles: shown.obstacles(to: kind, on: order.date),
            preview: preview, account: account)
        return work.show(page, status: isFirst || problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// A letter shows who asks: that somebody looked is in the log.
    private func noteView(_ kind: LetterKind, _ shown: RequestCase) async throws {
        _ = try await RequestIdentity(work.installation, county: work.county).view(
            shown.request.id, reason: "文书：\(kind.name)", by: try work.staff)
    }

    private func typed(_ kind: LetterKind) -> LetterFields {
        let form = work.form
        return LetterFields(
            texts: Dictionary(uniqueKeysWithValues: kind.asked.map { ($0, form.text(LetterFields.name($0))) }),
            workingDays: form.text("workingDays"), attachments: form.text("attachments"), servedOnline: form.isOn("servedOnline"),
            date: form.text("date"),
            basis: form["basis"].flatMap(RequestFees.Basis.init(rawValue:)) ?? .items, count: form.text("count"))
    }

    // MARK: A letter that went out

    private func find(_ shown: RequestCase) throws -> (letter: RequestLetter, kind: LetterKind) {
        let id = try work.identifier("letter", RequestLetter.self)
        guard let letter = shown.letters.first(where: { $0.id == id }), let kind = LetterKind(rawValue: letter.kind) else {
            throw Refusal.notFound
        }
        return (letter, kind)
    }

    func page() async throws -> Answer { try await page(problems: []) }

    private func page(problems: Problems) async throws -> Answer {
        let shown = try await work.requestCase()
        let (letter, kind) = try find(shown)
        var words = try await issuing.letter(letter.id, of: shown.request.id)
        let showsApplicant = kind.addressee == .applicant
        let hides = showsApplicant && !shown.maySeeIdentity
        if hides { words = words.withoutRecipient } else if showsApplicant { try await noteView(kind, shown) }
        let form = work.form
        let typed = LetterPage.ServiceFields(
            way: form.text("way"), day: form.text("day"), proof: form.text("proof"), returned: form.text("returned"),
            note: form.text("note"))
        let page = LetterPage(
            shown: shown, letter: letter, kind: kind, words: words,
            service: problems.isEmpty ? LetterPage.ServiceFields(day: work.now.day.description) : typed, problems: problems,
            hidesApplicant: hides)
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func serve() async throws -> Answer {
        let (id, version, form) = (try work.requestID, try work.version, work.form)
        let letter = try work.identifier("letter", RequestLetter.self)
        var problems: Problems = []
        let way = form["way"].flatMap(RequestLetter.Service.Way.init(rawValue:))
        let day = Day(text: form.text("day"))
        if way == nil { problems.append(("way", "请选择送达方式。")) }
        if day == nil { problems.append(("day", "送达日期“\(form.text("day").shortened(30))”无法识别，请写成 2026-03-20。")) }
        if form.text("proof").isEmpty { problems.append(("proof", "请写明送达凭证：签收人姓名，或者邮件单号。")) }
        guard let way, let day, problems.isEmpty else { return try await page(problems: problems) }
        do {
            try await issuing.serve(
                letter, of: id, version: version, RequestLetter.Service(way: way, day: day, proof: form.text("proof")), by: try work.staff)
        } catch let refusal as RequestRefusal {
            return try await page(problems: Self.problems(refusal, day: "day"))
        }
        return done(id, letter)
    }

    func returned() async throws -> Answer {
        let (id, version) = (try work.requestID, try work.version)
        let letter = try work.identifier("letter", RequestLetter.self)
        guard let day = Day(text: work.form.text("returned")) else {
            return try await page(problems: [("returned", "退回日期“\(work.form.text("returned").shortened(30))”无法识别，请写成 2026-03-20。")])
        }
        do {
            try await issuing.returned(letter, of: id, version: version, on: day, note: work.form.text("note"), by: try work.staff)
        } catch let refusal as RequestRefusal {
            return try await page(problems: Self.problems(refusal, day: "returned"))
        }
        return done(id, letter)
    }

    private func done(_ id: DisclosureRequest.ID, _ letter: RequestLetter.ID) -> Answer {
        .redirect(to: WorkRoute.letter.link(id, letter, query: [("done", WorkNotice.recorded.rawValue)]))
    }

    private static func problems(_ refusal: RequestRefusal, day: String) -> Problems {
        refusal.reasons.map { reason in
            switch reason {
            case .badDay: (day, "日期不对：不能早于发出（送达）的日期，也不能晚于今天。")
            case .needsReason, .tooLong: ("proof", reason.sentence)
            default: ("service", reason.sentence)
            }
        }
    }

    // MARK: Fee

    func waiveFee() async throws -> Answer {
        let id = try work.requestID
        try await WaiveFee(work.installation, county: work.county).run(
            id, version: try work.version, reason: work.form.text("waiver-reason"), by: try work.staff)
        return .redirect(to: WorkRoute.request.link(id, query: [("done", WorkNotice.recorded.rawValue)]))
    }
}

extension OfficialLetter {
    /// Without the name of whom it is for, wherever it stands.
    var withoutRecipient: OfficialLetter {
        guard !recipient.isEmpty else { return self }
        var letter = self
        letter.recipient = "（申请人）"
        letter.paragraphs = paragraphs.map { Paragraph($0.text.replacingOccurrences(recipient, by: "（申请人）")) }
        return letter
    }
}

extension String {
    /// Compared in bytes.
    fileprivate func replacingOccurrences(_ part: String, by other: String) -> String {
        guard !part.isEmpty else { return self }
        var (rest, result) = (Array(utf8)[...], [UInt8]())
        let (wanted, put) = (Array(part.utf8), Array(other.utf8))
        while let first = rest.first {
            if rest.starts(with: wanted) {
                result += put
                rest = rest.dropFirst(wanted.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

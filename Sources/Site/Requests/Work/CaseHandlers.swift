import Domain
import Files
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

extension WorkRequest {
    // MARK: The page

    func request() async throws -> Answer {
        let words = Folding.trimmed((query["look"] ?? "").shortened(100))
        return try await requestPage(look: words.isEmpty ? nil : try await publicDocuments(words, limit: 10))
    }

    /// The page of the case, with what was refused and what was typed.
    func requestPage(
        problems: [(field: String, message: String)] = [], look: RequestPage.Look? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Answer {
        show(
            RequestPage(
                shown: try await requestCase(), typed: TypedForm(form), problems: problems, look: look,
                uploadLimitMegabytes: portal.settings.uploadLimitMegabytes), status: status)
    }

    /// Does it, and shows the case; what is refused stands at the field, with everything that was typed.
    private func act(
        _ field: String, _ notice: WorkNotice = .recorded, _ body: (DisclosureRequest.ID, Staff) async throws -> Void
    ) async throws -> Answer {
        let (id, staff) = (try requestID, try staff)
        do {
            try await body(id, staff)
        } catch let refusal as RequestRefusal {
            // Who may not is told so; what is wrong with the form stands there.
            if refusal.needsRole { throw refusal }
            return try await refuse(refusal.reasons.map { (field, $0.sentence) })
        } catch let problem as FormProblem {
            return try await refuse([(problem.field, problem.message)])
        }
        return .redirect(to: WorkRoute.request.link(id, query: [("done", notice.rawValue)]))
    }

    private func refuse(_ problems: [(field: String, message: String)]) async throws -> Answer {
        try await requestPage(problems: problems, status: .unprocessableContent)
    }

    // MARK: Recording

    func recordFact() async throws -> Answer {
        try await act("fact-day") { id, staff in
            guard let kind = RequestFact.Kind(rawValue: form.text("fact-kind")) else {
                throw FormProblem("fact-kind", "请选择发生了什么")
            }
            guard let day = Day(text: form.text("fact-day")) else { throw FormProblem("fact-day", "请填写日期，例如：\(now.day)") }
            var days: Int?
            if kind.hasPeriod {
                let usual = try await requestCase().standing.rules.usualPeriod(of: kind)
                days = form.text("fact-days").isEmpty ? usual : try number("fact-days", 1...365)
            }
            try await RecordRequest(installation, county: county).run(
                id, version: version, RequestFact(kind, on: day, workingDays: days), note: form.text("fact-note"),
                receipt: form.text("fact-receipt").shortened(100), by: staff)
        }
    }

    func strikeFact() async throws -> Answer {
        guard let fact = parameters["fact"].flatMap({ RecordedFact.ID(text: $0) }) else { throw Refusal.notFound }
        return try await act("strike-\(fact)", .changed) { id, staff in
            try await RecordRequest(installation, county: county).strike(
                fact, of: id, version: version, reason: form.text("strike-\(fact)").shortened(500), by: staff)
        }
    }

    func recordSearch() async throws -> Answer {
        try await act("search-place") { id, staff in
            try await RecordRequest(installation, county: county).search(
                id, place: form.text("search-place"), words: form.text("search-words"), found: try number("search-found", 0...999_999),
                note: form.text("search-note"), by: staff)
        }
    }

    func assignRequest() async throws -> Answer {
        try await act("handler", .changed) { id, staff in
            guard let account = Account.ID(text: form.text("handler")) else { throw FormProblem("handler", "请选择经办人") }
            try await RecordRequest(installation, county: county).assign(id, to: account, version: version, by: staff)
        }
    }

    // MARK: A longer period

    func askExtension() async throws -> Answer {
        try await act("wish-reason", .submitted) { id, staff in
            guard let kind = RequestFact.Kind(rawValue: form.text("wish-kind")) else { throw FormProblem("wish-kind", "请选择申请什么") }
            try await LengthenRequest(installation, county: county).ask(
                id, version: version, kind: kind, workingDays: try number("wish-days", 1...365), reason: form.text("wish-reason"), by: staff
            )
        }
    }

    func decideExtension() async throws -> Answer {
        let isGranted = form["granted"] == "yes"
        guard isGranted || form["granted"] == "no" else { throw Refusal.badRequest("提交的表单缺少意见，请刷新页面后重试。") }
        return try await act("decision-reason", isGranted ? .approved : .returned) { id, staff in
            try await LengthenRequest(installation, county: county).decide(
                id, version: version, granted: isGranted, reason: form.text("decision-reason").shortened(500), by: staff)
        }
    }

    // MARK: Moves

    func transferRequest() async throws -> Answer {
        try await act("transfer-reason", .changed) { id, staff in
            let code = form.text("transfer-unit")
            guard let unit = try await read({ try $0.unitRegister.find(code: code)?.id }) else {
                throw FormProblem("transfer-unit", "请选择转给哪个单位")
            }
            _ = try await MoveRequest(installation, county: county).transfer(
                id, to: unit, version: version, reason: form.text("transfer-reason").shortened(500), by: staff)
        }
    }

    func mergeRequest() async throws -> Answer {
        try await act("merge-number", .changed) { id, staff in
            let (number, site) = (form.text("merge-number").shortened(40), county.id)
            guard let other = try await installation.store.read({ try RequestRegister($0, site: site).find(number: number)?.id }) else {
                throw FormProblem("merge-number", "没有这个编号的申请，请核对")
            }
            try await MoveRequest(installation, county: county).merge(
                id, into: other, version: version, reason: form.text("merge-reason").shortened(500), by: staff)
        }
    }

    func splitRequest() async throws -> Answer {
        try await act("split-parts", .changed) { id, staff in
            let lines = form.text("split-parts").split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }
            _ = try await MoveRequest(installation, county: county).split(
                id, into: lines.filter { !$0.isEmpty }, version: version, reason: form.text("split-reason").shortened(500), by: staff)
        }
    }

    // MARK: The end

    func archiveRequest() async throws -> Answer {
        try await act("archive", .ended) { id, staff in
            try await CloseRequest(installation, county: county).archive(id, version: version, by: staff)
        }
    }

    func destroyRequest() async throws -> Answer {
        try await act("destroy-reason", .purged) { id, staff in
            let places = try await CloseRequest(installation, county: county).destroy(
                id, version: version, reason: form.text("destroy-reason").shortened(500), by: staff)
            guard !places.isEmpty else { return }
            let store = try portal.fileStore()
            for place in places { try store.remove(place) }
        }
    }

    func publishAnswer() async throws -> Answer {
        let draft = try await PublishAnswer(installation, county: county).run(try requestID, version: version, by: staff)
        return .redirect(to: WorkRoute.draft.link(draft, query: [("done", WorkNotice.created.rawValue)]))
    }

    // MARK: Numbers in forms

    private func number(_ field: String, _ range: ClosedRange<Int>) throws -> Int {
        guard let number = Int(form.text(field)), range.contains(number) else {
            throw FormProblem(field, "请填写 \(range.lowerBound) 到 \(range.upperBound) 之间的整数")
        }
        return number
    }
}

/// What is wrong with one field of a form.
struct FormProblem: Error {
    let field: String
    let message: String

    init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}

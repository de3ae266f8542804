import Cryptography
import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// 拟答复意见: written, submitted, recalled, decided.
struct ReplyHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var writing: WriteReply { WriteReply(work.installation, county: work.county) }

    private func done(_ id: DisclosureRequest.ID, _ notice: WorkNotice) -> Answer {
        .redirect(to: WorkRoute.reply.link(id, query: [("done", notice.rawValue)]))
    }

    func page() async throws -> Answer { show(try await work.requestCase()) }

    private func show(
        _ shown: RequestCase, fields: ReplyFields? = nil, problems: [(field: String, message: String)] = [],
        status: HTTPResponse.Status = .ok
    ) -> Answer {
        let fields = fields ?? shown.gate.map { ReplyFields($0.proposal) } ?? ReplyFields()
        return work.show(
            ReplyPage(shown: shown, fields: fields, problems: problems, warnings: Self.warnings(fields)), status: status)
    }

    /// What in the words that go out may be personal data.
    private static func warnings(_ fields: ReplyFields) -> [String] {
        let scanner = PersonalDataScanner()
        let texts =
            [("提供的信息", fields.released), ("理由", fields.reasons)]
            + fields.parts.enumerated().map { ("区分处理第 \($0 + 1) 部分", "\($1.name)\n\($1.reason)") }
        return texts.flatMap { place, text in
            scanner.findings(in: text).filter { $0.confidence.level != .low }.prefix(20).map { finding in
                "\(place)：\(finding.kind.name)。\(finding.kind.remedy)"
            }
        }
    }

    // MARK: Writing

    func save() async throws -> Answer {
        let (id, version, staff, act) = (try work.requestID, try work.version, try work.staff, work.form["act"] ?? "save")
        if act.hasPrefix("mask.") { return try await mask(act.dropFirst("mask.".count)) }
        var fields = typed()
        if act == "add-part" {
            if fields.parts.count < ReplyProposal.mostParts { fields.parts.append(ReplyProposal.Part(name: "", isDisclosed: false)) }
            return show(try await work.requestCase(), fields: fields)
        }
        if act.hasPrefix("remove-part."), let index = Int(act.dropFirst("remove-part.".count)) {
            if fields.parts.indices.contains(index) { fields.parts.remove(at: index) }
            return show(try await work.requestCase(), fields: fields)
        }
        guard let proposal = fields.proposal else {
            return try await again(fields, [("choice", "请选择答复的结果：在决定它的那一问下面选一项。")])
        }
        do {
            try await writing.save(id, version: version, proposal, by: staff)
            guard act == "submit" else { return done(id, .saved) }
            try await writing.submit(id, version: version + 1, by: staff)
        } catch let refusal as RequestRefusal {
            return try await again(fields, Self.problems(refusal))
        }
        return done(id, .submitted)
    }

    private static func problems(_ refusal: RequestRefusal) -> [(field: String, message: String)] {
        refusal.reasons.map { reason in
            if case .gap(let gap) = reason { return (gap.field, reason.sentence) }
            return (reason == .needsReason ? "opinion" : "content", reason.sentence)
        }
    }

    private func again(_ fields: ReplyFields?, _ problems: [(field: String, message: String)]) async throws -> Answer {
        show(try await work.requestCase(), fields: fields, problems: problems, status: .unprocessableContent)
    }

    private func typed() -> ReplyFields {
        let form = work.form
        let count = max(0, min(Int(form.text("part-count")) ?? 0, ReplyProposal.mostParts))
        return ReplyFields(
            choice: form.text("choice"), otherGround: form.text("otherGround"), reasons: form.text("reasons"),
            released: form.text("released"),
            parts: (0..<count).map { index in
                ReplyProposal.Part(
                    name: form.text("part.\(index).name"), isDisclosed: form["part.\(index).disclosed"] == "1",
                    reason: form.text("part.\(index).reason"))
            }, office: form.text("office"), contact: form.text("contact"),
            findings: Dictionary(
                uniqueKeysWithValues: DecisionStep.allCases.compactMap { step in
                    form["finding.\(step.rawValue)"].map { (step, Folding.trimmed($0)) }
                }), isHard: form.isOn("isHard"), overridesThirdParty: form.isOn("overridesThirdParty"),
            enclosed: Array(form.all("enclosed").prefix(ReplyProposal.mostEnclosed + 1)))
    }

    func submit() async throws -> Answer {
        let id = try work.requestID
        do {
            try await writing.submit(id, version: try work.version, by: try work.staff)
        } catch let refusal as RequestRefusal {
            return try await again(nil, Self.problems(refusal))
        }
        return done(id, .submitted)
    }

    func recall() async throws -> Answer {
        let id = try work.requestID
        try await writing.recall(id, version: try work.version, by: try work.staff)
        return done(id, .changed)
    }

    // MARK: Deciding

    func decide() async throws -> Answer {
        let (id, version, staff) = (try work.requestID, try work.version, try work.staff)
        guard let verdict = work.form["verdict"].flatMap(Decision.Verdict.init(rawValue:)) else {
            throw Refusal.badRequest("没有选择同意、退回还是报上级，请返回重新办理。")
        }
        let opinion = work.form.text("opinion")
        guard opinion.unicodeScalars.count <= 1000 else { return try await again(nil, [("opinion", "意见超过 1000 字，请缩短。")]) }
        do {
            try await writing.decide(id, version: version, verdict, reason: opinion, by: staff)
        } catch let refusal as RequestRefusal {
            return try await again(nil, Self.problems(refusal).map { ($0.field == "content" ? "decision" : $0.field, $0.message) })
        }
        switch verdict {
        case .approved: return done(id, .approved)
        case .returned: return done(id, .returned)
        case .referred: return done(id, .referred)
        }
    }

    // MARK: Masking

    /// 去标识化: a copy of a file that is handed out, without the personal data in it.
    private func mask(_ text: Substring) async throws -> Answer {
        let (id, site, staff) = (try work.requestID, work.county.id, try work.staff)
        guard let file = RequestFile.ID(text: String(text)) else { throw Refusal.notFound }
        let found = try await work.installation.store.read { transaction in
            try LetterRegister(transaction, site: site).files(of: id).first { $0.id == file && $0.purpose == .released }
        }
        guard let found else { throw RequestRefusal([.noSuchFile]) }
        let store = try work.portal.fileStore()
        let bytes = try store.read(found.stored)
        let result = await BlockingWork.run { () -> Result<PrivacyMask, UnreadableFile> in
            do throws(UnreadableFile) { return .success(try PrivacyMask.copy(of: bytes)) } catch { return .failure(error) }
        }
        switch result {
        case .failure(let error): return try await again(nil, [("files", "“\(found.name)”不能自动去标识化：\(error.reason)")])
        case .success(let copy):
            let stored = try await store.write(copy.bytes)
            try await CloseRequest(work.installation, county: work.county).add(
                RequestFile(
                    id: work.installation.identifiers.next(RequestFile.self), purpose: .released, name: "去标识化－\(found.name)",
                    mediaType: found.mediaType, sizeInBytes: stored.sizeInBytes, digest: stored.digest, stored: stored.digest,
                    isSealed: false, added: work.now, signature: ""), to: id, by: staff)
            return done(id, .masked)
        }
    }
}

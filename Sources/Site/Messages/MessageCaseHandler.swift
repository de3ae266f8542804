import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// One letter: shown with what the reader may do, and each of those acts.
struct MessageCaseHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var handling: HandleMessage { HandleMessage(work.installation, county: work.county) }
    private var publishing: PublishMessage { PublishMessage(work.installation, county: work.county) }

    private var id: Message.ID { get throws { try work.identifier("message", Message.self) } }

    // MARK: Reading

    func show() async throws -> Answer { try await show(problems: []) }

    private func show(
        problems: [(field: String, message: String)], typed: [String: String] = [:], sender: MessageSender? = nil
    ) async throws -> Answer {
        let (id, staff, today) = (try id, try work.staff, work.now.day)
        let page = try await work.read { view -> MessageCasePage in
            guard let message = try view.messages.find(id) else { throw Refusal.notFound }
            let (names, clock) = (try view.unitNames(), try view.messageClock())
            let (roles, timing) = (MessageRole.roles(of: staff, for: message.unit), clock.timing(message.receivedOn))
            let requests = RequestRegister(view.transaction, site: view.site)
            func link(_ letter: Message) -> MessageCasePage.Link { MessageCasePage.Link(id: letter.id, label: letter.number) }
            func request(_ id: DisclosureRequest.ID?) throws -> (id: DisclosureRequest.ID, number: String)? {
                try id.flatMap { try requests.find($0) }.map { ($0.id, $0.number) }
            }
            let wording = PublishMessage.Wording(masking: message)
            return MessageCasePage(
                message: message, unitName: names[message.unit]?.name ?? "", wishedName: message.wished.flatMap { names[$0]?.name },
                timing: timing, standing: timing.standing(on: message.closedOn ?? today),
                acts: Set(MessageAct.allCases.filter { message.state.allows($0, to: roles) }),
                maySeeSender: roles.contains(.office) || roles.contains(.clerk), hasSender: try view.messages.sealedSender(of: id) != nil,
                sender: sender, suggestions: try Self.suggestions(message, view, names),
                units: try view.answeringUnits().filter { $0.id != message.unit || message.state == .received },
                same: message.state.isOpen ? try view.messages.sameContent(as: id).map(link) : [],
                merged: try view.messages.merged(into: id).map(link),
                mergedInto: try message.mergedInto.flatMap { try view.messages.find($0) }.map(link),
                request: try request(message.request), origin: try request(message.origin),
                looksLikeRequest: DisclosureWish.isLikely(in: "\(message.title)。\(message.text)"),
                isPublic: try view.messageQueries.published(id) != nil, wording: (wording.title, wording.text, wording.answer),
                baseAnswer: try view.baseAnswers.find(message: id)?.id,
                entries: try view.messages.entries(of: id).reversed().map { entry in
                    let unit = entry.unit.flatMap { names[$0]?.name } ?? ""
                    let who = entry.signature == "public" ? "写信人" : entry.signature
                    let place = [.dispatch, .transfer, .uphold].contains(entry.act) ? "（\(unit)）" : ""
                    return (entry.time, "\(who)：\(entry.act.name)\(place)", entry.text)
                }, typed: typed, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// The writer's own wish first, then what the directory says.
    private static func suggestions(
        _ message: Message, _ view: SiteView, _ names: [OrganisationUnit.ID: OrganisationUnit]
    ) throws -> [MessageCasePage.Suggestion] {
        guard message.state == .received else { return [] }
        let wished = message.wished.flatMap { names[$0] }.map {
            MessageCasePage.Suggestion(code: $0.code, name: $0.name, why: "写信人希望由这个单位答复")
        }
        let directory = try view.messages.directory().suggestions(for: message.title, message.text).compactMap { found in
            names[found.unit].map {
                MessageCasePage.Suggestion(code: $0.code, name: $0.name, why: "派单目录：\(found.words.joined(separator: "、"))")
            }
        }
        return (wished.map { [$0] } ?? []) + directory
    }

    // MARK: Acting

    private func version() throws -> Int {
        guard let version = Int(work.form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请从留言页面重新打开。") }
        return version
    }

    private func text(_ act: MessageAct, _ input: MessageInput) -> String {
        work.form.text("\(act.rawValue)-\(input.id)").shortened(12_000)
    }

    /// The unit that was chosen.
    private func unit(_ act: MessageAct) async throws -> OrganisationUnit.ID {
        let code = text(act, .unit)
        guard !code.isEmpty else { throw MessageRefusal([.missing(.unit)]) }
        let unit = try await work.read { view in try view.answeringUnits().first { $0.code == code } }
        guard let unit else { throw MessageRefusal([.noSuchUnit]) }
        return unit.id
    }

    /// Runs it; what is wrong comes back at its field, in the form of that act.
    private func run(_ act: MessageAct, _ notice: WorkNotice, _ body: () async throws -> Void) async throws -> Answer {
        do {
            try await body()
        } catch let refusal as MessageRefusal where refusal.isAboutFields {
            let typed = Dictionary(work.form.fields.prefix(20).map { ($0.name, $0.value.shortened(12_000)) }, uniquingKeysWith: { $1 })
            return try await show(problems: refusal.problems.map { ("\(act.rawValue)-\($0.field)", $0.message) }, typed: typed)
        }
        // Who passed it on may not see it any more.
        let (id, staff) = (try id, try work.staff)
        let maySee = try await work.read { view in
            guard let message = try view.messages.find(id) else { return false }
            return !MessageRole.roles(of: staff, for: message.unit).isEmpty
        }
        let done = [(name: "done", value: notice.rawValue)]
        return .redirect(to: maySee ? WorkRoute.message.link(id, query: done) : WorkRoute.messages.link(query: done))
    }

    func dispatch() async throws -> Answer {
        try await run(.dispatch, .recorded) {
            try await handling.dispatch(
                id, version: version(), to: try await unit(.dispatch), note: text(.dispatch, .reason), by: work.staff)
        }
    }

    func turnAway() async throws -> Answer {
        try await run(.turnAway, .ended) {
            guard let triage = Message.Triage(rawValue: text(.turnAway, .triage)) else { throw MessageRefusal([.unknownTriage]) }
            try await handling.turnAway(id, version: version(), triage, told: text(.turnAway, .reason), by: work.staff)
        }
    }

    func object() async throws -> Answer {
        try await run(.object, .submitted) {
            try await handling.object(id, version: version(), reason: text(.object, .reason), by: work.staff)
        }
    }

    func decide() async throws -> Answer {
        try await run(.uphold, .recorded) {
            let unit = work.form["act"] == MessageAct.uphold.rawValue ? try await unit(.uphold) : nil
            try await handling.decide(id, version: version(), to: unit, reason: text(.uphold, .reason), by: work.staff)
        }
    }

    func transfer() async throws -> Answer {
        try await run(.transfer, .recorded) {
            try await handling.transfer(
                id, version: version(), to: try await unit(.transfer), reason: text(.transfer, .reason), by: work.staff)
        }
    }

    func draft() async throws -> Answer {
        try await run(.draft, .submitted) {
            try await handling.draft(id, version: version(), answer: text(.draft, .answer), by: work.staff)
        }
    }

    func review() async throws -> Answer {
        if work.form["act"] == MessageAct.giveBack.rawValue {
            return try await run(.giveBack, .returned) {
                try await handling.giveBack(id, version: version(), reason: text(.giveBack, .reason), by: work.staff)
            }
        }
        guard work.form["act"] == MessageAct.approve.rawValue else { throw Refusal.badRequest("请选择同意答复或者退回修改。") }
        return try await run(.approve, .answered) { try await handling.approve(id, version: version(), by: work.staff) }
    }

    func urge() async throws -> Answer {
        try await run(.urge, .recorded) { try await handling.urge(id, version: version(), words: text(.urge, .reason), by: work.staff) }
    }

    func close() async throws -> Answer {
        try await run(.close, .ended) { try await handling.close(id, version: version(), note: text(.close, .reason), by: work.staff) }
    }

    func merge() async throws -> Answer {
        try await run(.merge, .ended) {
            let number = VisitorLookup.tidied(text(.merge, .target))
            try await handling.merge(id, version: version(), into: number, by: work.staff)
        }
    }

    func publish() async throws -> Answer {
        try await run(.publish, .published) {
            let wording = PublishMessage.Wording(
                title: text(.publish, .title), text: text(.publish, .text), answer: text(.publish, .answer))
            try await publishing.publish(id, version: version(), wording, by: work.staff)
        }
    }

    func withdraw() async throws -> Answer {
        try await run(.withdraw, .withdrawn) {
            try await publishing.withdraw(id, version: version(), reason: text(.withdraw, .reason), by: work.staff)
        }
    }

    // MARK: Into something else

    func convert() async throws -> Answer {
        let filed = try await ConvertMessage(work.installation, county: work.county).toRequest(id, version: version(), by: work.staff)
        return .redirect(to: WorkRoute.request.link(filed.id, query: [("done", WorkNotice.created.rawValue)]))
    }

    func fromRequest() async throws -> Answer {
        let request = try work.identifier("request", DisclosureRequest.self)
        guard let kind = Message.Kind(rawValue: work.form.text("letter-kind")) else { throw Refusal.badRequest("请选择留言的类型。") }
        let filed = try await ConvertMessage(work.installation, county: work.county).toMessage(request, kind: kind, by: work.staff)
        let staff = try work.staff
        // The new letter is with the office; who handles the request may not see it.
        let link =
            staff.holds(.disclosureOffice)
            ? WorkRoute.message.link(filed.id) : WorkRoute.request.link(request, query: [("done", WorkNotice.created.rawValue)])
        return .redirect(to: link)
    }

    func keep() async throws -> Answer {
        let answer = try await KeepAnswer(work.installation, county: work.county).create(from: id, by: work.staff)
        return .redirect(to: WorkRoute.baseAnswer.link(answer, query: [("done", WorkNotice.created.rawValue)]))
    }

    // MARK: Who wrote

    func sender() async throws -> Answer {
        do {
            let sender = try await handling.viewSender(id, reason: work.form.text("sender-reason").shortened(300), by: work.staff)
            return try await show(problems: [], sender: sender)
        } catch let refusal as MessageRefusal where refusal.isAboutFields {
            return try await show(problems: refusal.problems.map { ("sender-reason", $0.message) })
        }
    }
}

extension MessageRefusal {
    /// Whether putting a field right mends it.
    fileprivate var isAboutFields: Bool {
        reasons.allSatisfy { reason in
            switch reason {
            case .missing, .tooLong, .noSuchUnit, .sameUnit, .personalData, .badTarget, .unknownTriage, .ownDraft: true
            case .noSuchMessage, .notAllowed, .needsRole, .noConsent, .noAnswer, .isRated, .notRateable,
                .isLetterAlready, .textGone:
                false
            }
        }
    }
}

import Domain
import Operations
import Persistence
import Registers

/// Takes the requests of an example county as far as they have come, each step by somebody whose post it is.
struct ExampleRequestDesk: ExamplePart {
    let desk: ExampleDesk

    init(_ place: Workplace) { desk = ExampleDesk(place) }

    private var today: Day { installation.now().day }

    func lay(_ example: ExampleRequests) async throws {
        let setting = SetRequests(installation, county: county)
        for (code, word) in example.words.sorted(by: { $0.key < $1.key }) {
            try await setting.word(word, of: try await unit(code), actor: ExampleContent.actor)
        }
        let office = try await staff(.disclosureOffice, try await unit("zfb"))
        try await setting.settings(
            RequestSettings(
                superior: example.settings.superior, onlineReview: example.settings.onlineReview, payment: example.settings.payment,
                petitionChannel: example.settings.petitionChannel), version: 0, by: office)
        for (index, request) in example.requests.enumerated() {
            do {
                try await lay(request, serial: index + 1)
            } catch let refusal as RequestRefusal {
                throw Failure(.content, "requests.json 中的“\(request.content)”走不下去：\(refusal.reasons)")
            } catch let refusal as IssueLetter.Refusal {
                throw Failure(.content, "requests.json 中的“\(request.content)”的文书：\(refusal)")
            }
        }
    }

    private func lay(_ example: ExampleRequest, serial: Int) async throws {
        let unit = try await unit(example.unit)
        let clerk = try await handler(unit)
        let day = today.adding(days: -example.daysAgo)
        var entry = FileRequest.Entry(
            form: try example.form(serial: serial, on: today), channel: example.channel, isOral: example.isOral ?? false)
        switch example.channel {
        case .counter: entry.submitted = day
        case .signedPost: entry.received = day
        case .plainPost, .fax, .email: (entry.received, entry.confirmed) = (day, day)
        case .internet: (entry.submitted, entry.confirmed) = (day, example.isUnconfirmed == true ? nil : day)
        }
        let id = try await FileRequest(installation, county: county).run(entry, by: clerk).id
        for step in example.steps { try await take(step, id, unit, clerk) }
    }

    private func take(_ step: ExampleRequest.Step, _ id: DisclosureRequest.ID, _ unit: OrganisationUnit.ID, _ clerk: Staff) async throws {
        let day = today.adding(days: -(step.daysAgo ?? 0))
        let recording = RecordRequest(installation, county: county)
        if let place = step.search {
            try await recording.search(
                id, place: place, words: step.words ?? "", found: step.found ?? 0, note: step.note ?? "", by: clerk)
        } else if let kind = step.fact {
            try await recording.run(id, version: nil, RequestFact(kind, on: day, workingDays: step.days), note: step.note ?? "", by: clerk)
        } else if let kind = step.letter {
            try await send(kind, step, day, id, clerk)
        } else if let way = step.serve {
            try await serve(way, step, day, id, clerk)
        } else if let outcome = step.reply {
            try await reply(outcome, step, id, unit, clerk)
        } else if let code = step.transfer {
            _ = try await MoveRequest(installation, county: county).transfer(
                id, to: try await self.unit(code), version: nil, reason: step.reason ?? "", by: clerk)
        } else if let days = step.wish {
            try await LengthenRequest(installation, county: county).ask(
                id, version: nil, kind: .extended, workingDays: days, reason: step.reason ?? "", by: clerk)
        } else if let kind = step.dispute {
            let dispute = RequestDispute(
                id: RequestDispute.ID(0), unit: unit, request: id, kind: kind, received: day, authority: step.authority ?? "",
                caseNumber: step.caseNumber ?? "", materialDue: step.materialInDays.map { today.adding(days: $0) })
            _ = try await RecordDispute(installation, county: county).add(dispute, by: clerk)
        } else if step.archive == true {
            try await CloseRequest(installation, county: county).archive(id, version: nil, by: clerk)
        }
    }

    // MARK: Letters and replies

    private func send(_ name: String, _ step: ExampleRequest.Step, _ day: Day, _ id: DisclosureRequest.ID, _ clerk: Staff) async throws {
        guard let kind = LetterKind(rawValue: name) else { throw Failure(.content, "requests.json 中没有名为“\(name)”的文书。") }
        var order = IssueLetter.Order(kind: kind, workingDays: step.days, date: day)
        for (name, text) in step.texts ?? [:] {
            guard let placeholder = LetterPlaceholder(rawValue: name) else { throw Failure(.content, "requests.json 中的“\(name)”不是占位符。") }
            order.texts[placeholder] = text
        }
        if let fee = step.fee {
            let fen = RequestFees.released.scale(fee.basis).fee(for: fee.count)
            order.fee = LetterRegister.Fee(basis: fee.basis, count: fee.count, before: 0, fen: fen)
        }
        _ = try await IssueLetter(installation, county: county).run(id, version: nil, order, by: clerk)
    }

    /// The newest letter of the case.
    private func serve(
        _ way: RequestLetter.Service.Way, _ step: ExampleRequest.Step, _ day: Day, _ id: DisclosureRequest.ID, _ clerk: Staff
    ) async throws {
        let site = county.id
        let letters = try await installation.store.read { try LetterRegister($0, site: site).letters(of: id) }
        guard let letter = letters.last else { throw RequestRefusal([.noSuchLetter]) }
        try await IssueLetter(installation, county: county).serve(
            letter.id, of: id, version: nil, RequestLetter.Service(way: way, day: day, proof: step.proof ?? ""), by: clerk)
    }

    private func reply(
        _ outcome: RequestOutcome, _ step: ExampleRequest.Step, _ id: DisclosureRequest.ID, _ unit: OrganisationUnit.ID, _ clerk: Staff
    ) async throws {
        let writing = WriteReply(installation, county: county)
        let place = step.ground ?? 0
        let proposal = ReplyProposal(
            outcome: outcome, ground: outcome.grounds.indices.contains(place) ? outcome.grounds[place] : "", reasons: step.reasons ?? "",
            released: step.released ?? "", parts: step.parts ?? [], referral: step.office.map { "\($0)\n\(step.contact ?? "")" } ?? "",
            findings: Dictionary(uniqueKeysWithValues: DecisionStep.steps(before: outcome).map { ($0, $0.passed) }),
            isHard: step.isHard ?? false)
        try await writing.save(id, version: nil, proposal, by: clerk)
        guard step.until != .drafting else { return }
        try await writing.submit(id, version: nil, by: clerk)
        guard step.until == .approved else { return }
        for decision in proposal.path {
            try await writing.decide(id, version: nil, .approved, reason: "", by: try await staff(decision.role, unit))
        }
    }

    // MARK: Finding what the file names

    private func unit(_ code: String) async throws -> OrganisationUnit.ID {
        try await desk.unit(code, of: "requests.json")
    }

    private func staff(_ role: Role, _ unit: OrganisationUnit.ID) async throws -> Staff {
        try await desk.staff(role, unit, of: "requests.json")
    }

    /// The unit's editor, else somebody of the disclosure office.
    private func handler(_ unit: OrganisationUnit.ID) async throws -> Staff {
        if let editor = try await desk.holder(.editor, unit) { return editor }
        return try await staff(.disclosureOffice, unit)
    }
}

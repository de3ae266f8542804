package import Domain
import Persistence
import Registers

/// A letter that really is a request for disclosure becomes one, and the other way round (留言与依申请公开互转). The writer is told on the status page.
package struct ConvertMessage {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// Registers the letter's words as a request (条例 Art. 27, 29); what a request needs besides is asked back (Art. 30).
    ///
    /// - Throws: `MessageRefusal`, `FileRequest.Refusal`, `RequestRefusal`, `NoIdentityKey`; `StoreError.stale`.
    package func toRequest(_ id: Message.ID, version: Int, by staff: Staff) async throws -> FileRequest.Filed {
        let vault = try installation.openVault()
        let (now, request) = (installation.now(), installation.identifiers.next(DisclosureRequest.self))
        let facts = (0..<5).map { _ in installation.identifiers.next(RecordedFact.self) }
        let key = installation.identifiers.nextValue()
        return try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.convert, of: staff)
            let sender = try work.register.sealedSender(of: id).map {
                try SealedForms.sender(try vault.open($0, owner: id.rawValue, of: MessageFiling.sealed))
            }
            let unit = try work.unit(work.message.unit)
            let words = "\(work.message.title)\n\(work.message.text)"
            let limit = RequestField.description.limit ?? 0
            let form = RequestForm(
                applicant: Applicant(
                    kind: .person, name: sender?.name ?? "", phone: sender?.phone ?? "", email: sender?.email ?? ""),
                unit: unit.code,
                information: RequestedInformation(description: String(String.UnicodeScalarView(words.unicodeScalars.prefix(limit))))
            ).tidied
            let faults = form.faults(on: now.day).filter { !$0.canBeClarified }
            guard faults.isEmpty else { throw FileRequest.Refusal.faults(faults) }
            let filing = Filing(
                entry: FileRequest.Entry(
                    form: form, channel: .internet, submitted: work.message.receivedOn, allowsDuplicate: true,
                    note: "由留言 \(work.message.number) 转来"), id: request, keys: facts, vault: vault, now: now, staff: staff, token: nil)
            let filed = try filing.run(work.transaction, county: work.county)
            work.message.request = filed.id
            work.settle(.converted)
            try work.save(
                .messageConverted, .convert, text: "您反映的是申请公开政府信息，已按依申请公开办理，申请编号 \(filed.number)。", reason: filed.number, key: key,
                by: staff)
            return filed
        }
    }

    /// Registers a request's words as a letter: what is asked for is advice, complaint or a petition, not information (条例 Art. 39). The request itself
    /// still gets its reply.
    ///
    /// - Throws: `MessageRefusal`, `RequestRefusal`, `FileMessage.Refusal`, `NoIdentityKey`.
    package func toMessage(_ id: DisclosureRequest.ID, kind: Message.Kind, by staff: Staff) async throws -> FileMessage.Filed {
        let vault = try installation.openVault()
        let (county, now) = (county, installation.now())
        let (message, key) = (installation.identifiers.next(Message.self), installation.identifiers.nextValue())
        return try await installation.store.write { transaction in
            var work = try RequestWork(transaction, county: county, request: id, version: nil, now: now)
            let actor = try work.signature(of: staff)
            if let known = try MessageRegister(transaction, site: county.id).find(origin: id) {
                throw MessageRefusal([.isLetterAlready(known.number)])
            }
            guard let sealed = try work.register.sealed(id) else { throw MessageRefusal([.textGone]) }
            let applicant = try SealedForms.applicant(try vault.open(sealed.identity, owner: id.rawValue))
            let wanted = work.request.wanted
            let text = [wanted.description, wanted.number, wanted.features].filter { !$0.isEmpty }.joined(separator: "\n")
            let title = String(String.UnicodeScalarView(text.unicodeScalars.prefix { $0 != "\n" }.prefix(40)))
            let form = MessageForm(
                kind: kind, title: title.isEmpty ? work.request.number : title, text: text,
                sender: MessageSender(name: applicant.name, phone: applicant.phone, email: applicant.email), mayPublish: false
            ).tidied
            guard form.faults.isEmpty else { throw FileMessage.Refusal.faults(form.faults) }
            let filed = try MessageFiling(
                form: form, kind: kind, mayPublish: false, channel: .portal, receivedOn: now.day, origin: id, id: message, key: key,
                vault: vault, now: now, staff: staff, token: nil
            ).run(transaction, county: county)
            try work.save(.requestRecorded, actor, reason: "\(work.request.number)，内容另作留言 \(filed.number) 办理")
            return filed
        }
    }
}

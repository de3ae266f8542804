package import Domain
import Persistence
import Registers

/// Takes a letter from the public on its way: to whom it belongs, back, urged on, merged, to its end.
package struct HandleMessage {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    // MARK: To whom it belongs

    /// 派单
    ///
    /// - Throws: `MessageRefusal`; `StoreError.stale`.
    package func dispatch(_ id: Message.ID, version: Int, to unit: OrganisationUnit.ID, note: String = "", by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.dispatch, of: staff)
            try MessageWork.check(note, isRequired: false)
            work.message.triage = .accepted
            try Self.hand(&work, to: unit)
            try work.save(.messageDispatched, .dispatch, text: note, reason: try work.unit(unit).name, key: key, by: staff)
        }
    }

    private static func hand(_ work: inout MessageWork, to unit: OrganisationUnit.ID) throws {
        work.message.unit = try work.unit(unit).id
        work.message.state = .dispatched
    }

    /// What is not dispatched (转 110 等, 告知法定途径, 解释说明, 移交公安): the writer is told, and it is closed.
    package func turnAway(_ id: Message.ID, version: Int, _ triage: Message.Triage, told: String, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.turnAway, of: staff)
            try MessageRefusal.check(triage == .accepted ? [.unknownTriage] : [])
            try MessageWork.check(told, limit: MessageWork.longestAnswer)
            work.message.triage = triage
            work.settle(.closed)
            try work.save(.messageTurnedAway, .turnAway, text: told, reason: triage.name, key: key, by: staff)
        }
    }

    /// 派单异议: the unit says that it is not its matter.
    package func object(_ id: Message.ID, version: Int, reason: String, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.object, of: staff)
            try MessageWork.check(reason)
            work.message.state = .objected
            try work.save(.messageObjected, .object, text: reason, key: key, by: staff)
        }
    }

    /// 裁定异议
    ///
    /// - Parameter unit: to whom it goes instead; `nil` when the unit that objected keeps it.
    package func decide(_ id: Message.ID, version: Int, to unit: OrganisationUnit.ID?, reason: String, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            let act: MessageAct = unit == nil ? .reject : .uphold
            try work.demand(act, of: staff)
            try MessageWork.check(reason)
            try MessageRefusal.check(unit == work.message.unit ? [.sameUnit] : [])
            try Self.hand(&work, to: unit ?? work.message.unit)
            try work.save(.messageObjectionDecided, act, text: reason, reason: try work.unit(work.message.unit).name, key: key, by: staff)
        }
    }

    /// 转办
    package func transfer(_ id: Message.ID, version: Int, to unit: OrganisationUnit.ID, reason: String, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.transfer, of: staff)
            try MessageWork.check(reason)
            try MessageRefusal.check(unit == work.message.unit ? [.sameUnit] : [])
            try Self.hand(&work, to: unit)
            try work.save(.messageTransferred, .transfer, text: reason, reason: try work.unit(unit).name, key: key, by: staff)
        }
    }

    /// 督办
    package func urge(_ id: Message.ID, version: Int, words: String, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.urge, of: staff)
            try MessageWork.check(words)
            work.message.urged += 1
            try work.save(.messageUrged, .urge, text: words, key: key, by: staff)
        }
    }

    /// 重复合并: it goes into another one, whose answer its writer gets.
    package func merge(_ id: Message.ID, version: Int, into number: String, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.merge, of: staff)
            guard let target = try work.register.find(number: number), target.id != id, target.state.isOpen || target.answeredOn != nil,
                target.mergedInto == nil, try work.register.merged(into: id).isEmpty
            else { throw MessageRefusal([.badTarget]) }
            work.message.mergedInto = target.id
            work.settle(.merged)
            try work.save(
                .messageMerged, .merge, text: "与 \(target.number) 反映的是同一件事，合并办理。", reason: "并入 \(target.number)", key: key, by: staff)
        }
    }

    // MARK: The answer

    /// 拟答复
    package func draft(_ id: Message.ID, version: Int, answer: String, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.draft, of: staff)
            try MessageWork.check(answer, .answer, limit: MessageWork.longestAnswer)
            work.message.answer = answer
            work.message.drafter = staff.account
            work.message.state = .drafted
            try work.save(.messageDrafted, .draft, text: "", key: key, by: staff)
        }
    }

    /// 同意答复: by another person than who drafted it. The writer sees it from now on.
    package func approve(_ id: Message.ID, version: Int, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.approve, of: staff)
            try MessageRefusal.check(work.message.drafter == staff.account ? [.ownDraft] : [])
            work.settle(.answered)
            work.message.answeredOn = work.now.day
            try work.save(.messageAnswered, .approve, text: "", key: key, by: staff)
        }
    }

    package func giveBack(_ id: Message.ID, version: Int, reason: String, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.giveBack, of: staff)
            try MessageWork.check(reason)
            work.message.state = .dispatched
            try work.save(.messageReturned, .giveBack, text: reason, key: key, by: staff)
        }
    }

    /// 办结
    ///
    /// - Parameter note: what the call-back (回访) brought, for the office's record.
    package func close(_ id: Message.ID, version: Int, note: String, by staff: Staff) async throws {
        let key = installation.identifiers.nextValue()
        try await installation.act(on: id, of: county, version: version) { work in
            try work.demand(.close, of: staff)
            try MessageWork.check(note, isRequired: false)
            // It was settled when it was answered.
            work.message.state = .closed
            try work.save(.messageClosed, .close, text: note, key: key, by: staff)
        }
    }

    // MARK: Who wrote

    /// Opens name and contact data: only for those who handle the letter, and every look is in the log.
    package func viewSender(_ id: Message.ID, reason: String, by staff: Staff) async throws -> MessageSender {
        let vault = try installation.openVault()
        return try await installation.act(on: id, of: county) { work in
            let roles = MessageRole.roles(of: staff, for: work.message.unit)
            try MessageRefusal.check(roles.contains(.office) || roles.contains(.clerk) ? [] : [.needsRole])
            try MessageWork.check(reason, limit: 200)
            try work.note(.messageSenderViewed, reason: reason, by: work.signature(staff))
            guard let sealed = try work.register.sealedSender(of: id) else { return MessageSender() }
            return try SealedForms.sender(try vault.open(sealed, owner: id.rawValue, of: MessageFiling.sealed))
        }
    }
}

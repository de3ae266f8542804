package import Domain
import Persistence
import Registers

/// Takes a round's result to the publishing gate: a draft of the bulletin, which goes the one way to the public (起草通报).
package struct DraftBulletin {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// What the bulletin says now.
    ///
    /// - Throws: `RoundRefusal` when nothing has been computed.
    package func bulletin(_ id: EvaluationRound.ID) async throws -> RoundBulletin {
        let site = county.id
        return try await installation.store.read { transaction in
            let rounds = RoundRegister(transaction, site: site)
            guard let round = try rounds.find(id) else { throw RoundRefusal([.noSuchRound]) }
            guard let computed = try rounds.computed(of: id) else { throw RoundRefusal([.notComputed]) }
            let names = Dictionary(
                try UnitRegister(transaction, site: site).all().map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
            return RoundBulletin(round, computed.result, names: names, samples: try rounds.samples(of: id))
        }
    }

    /// - Returns: the draft; the one from before when there is one.
    /// - Throws: `RoundRefusal`; `GateRefusal` for who is no editor.
    package func run(_ id: EvaluationRound.ID, by staff: Staff) async throws -> Draft.ID {
        let site = county.id
        guard let round = try await installation.store.read({ try RoundRegister($0, site: site).find(id) }) else {
            throw RoundRefusal([.noSuchRound])
        }
        guard round.state == .settled || round.state == .published, staff.holds(.disclosureOffice) else {
            throw RoundRefusal([.notAllowed(.publish, round.state)])
        }
        if let draft = round.draft { return draft }
        guard let post = staff.posts.first(where: { $0.role == .editor }) else { throw RoundRefusal([.needsEditor]) }
        let (bulletin, today) = (try await bulletin(id), installation.now().day)
        let draft = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: post.unit, by: staff)
        _ = try await SaveDraft(installation, county: county).run(draft, version: 1, by: staff) { content in
            content.title = bulletin.title
            content.made = today
            content.body = bulletin.body
        }
        try await installation.act(in: id, of: county, by: staff) { work in
            work.round.draft = draft
            try work.update()
            try work.record(.roundMoved, reason: "起草通报")
        }
        return draft
    }
}

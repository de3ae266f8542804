import Domain
import Testing

@Suite("The life cycle of a request: every state, fact and role") struct RequestLifeCycleTests {
    private static let running =
        "thirdPartyAsked thirdPartyReceived thirdPartyAnswered coMakerAsked coMakerReceived coMakerAnswered "
        + "extended delayed feeNoticed answered transferred withdrawn merged split"
    private static let consulting =
        "thirdPartyAsked thirdPartyReceived thirdPartyAnswered coMakerAsked coMakerReceived coMakerAnswered "
        + "extended delayed answered transferred withdrawn"

    /// What may happen in each state; nothing else may. With it a history that leads there on 2025-10-13, and its channel.
    private static let table: [(RequestState, allowed: String, RequestChannel, history: String)] = [
        (
            .registered, "submitted received misdirected unreachable confirmed transferred withdrawn merged split", .signedPost,
            "submitted 2025-09-12"
        ),
        (
            .awaitingConfirmation, "received misdirected unreachable confirmed transferred withdrawn merged split", .internet,
            "submitted 2025-09-15"
        ),
        (.accepted, running + " clarificationAsked", .counter, "submitted 2025-09-15"),
        (
            .clarificationAsked, "clarified abandoned unreachable transferred withdrawn merged", .counter,
            "submitted 2025-09-15; clarificationAsked 2025-09-18/20"
        ),
        (.clarified, running, .counter, "submitted 2025-09-15; clarificationAsked 2025-09-18/20; clarified 2025-10-09"),
        (.abandoned, "clarified abandoned archived", .counter, "submitted 2025-09-15; clarificationAsked 2025-09-18/5"),
        (
            .inHand, running + " clarificationAsked", .counter,
            "submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAnswered 2025-10-09"
        ),
        (.thirdPartyConsulted, consulting, .counter, "submitted 2025-09-15; thirdPartyAsked 2025-10-09"),
        (.coMakerConsulted, consulting, .counter, "submitted 2025-09-15; coMakerAsked 2025-10-09"),
        (.extended, running + " clarificationAsked", .counter, "submitted 2025-09-15; extended 2025-10-09"),
        (.feeNoticed, "feePaid feeLapsed withdrawn", .counter, "submitted 2025-09-15; feeNoticed 2025-10-09"),
        (.feePaid, running, .counter, "submitted 2025-09-15; feeNoticed 2025-09-22; feePaid 2025-10-09"),
        (.feeLapsed, "feeLapsed archived", .counter, "submitted 2025-08-01; feeNoticed 2025-08-04"),
        (.delayed, running + " clarificationAsked", .counter, "submitted 2025-09-15; delayed 2025-10-09/10"),
        (.answered, "served serviceReturned reopened", .counter, "submitted 2025-09-15; answered 2025-10-09"),
        (.served, "serviceReturned archived reopened", .counter, "submitted 2025-09-15; answered 2025-10-09; served 2025-10-09"),
        (.archived, "reopened", .counter, "submitted 2025-09-15; answered 2025-10-09; served 2025-10-09; archived 2025-10-09"),
        (.transferred, "archived", .counter, "submitted 2025-09-15; transferred 2025-10-09"),
        (.withdrawn, "archived", .counter, "submitted 2025-09-15; withdrawn 2025-10-09"),
        (.merged, "archived", .counter, "submitted 2025-09-15; merged 2025-10-09"),
        (.split, "archived", .counter, "submitted 2025-09-15; split 2025-10-09"),
    ]

    /// What lengthens the reply period is the head's alone (条例 Art. 33); administrators and reviewers record nothing.
    private static func mayRecord(_ kind: RequestFact.Kind, _ role: Role) -> Bool {
        switch role {
        case .disclosureOffice: true
        case .editor: kind != .extended && kind != .delayed
        case .reviewer, .secrecyReviewer, .signer, .evaluator, .systemAdministrator, .securityAdministrator, .auditAdministrator: false
        }
    }

    @Test("Every cell of state, fact and role is decided as the table says")
    func matrix() throws {
        #expect(Set(Self.table.map(\.0)) == Set(RequestState.allCases))
        var cells = 0
        for (state, allowed, _, _) in Self.table {
            let names = allowed.split(separator: " ").map(String.init)
            let kinds = try names.map { try #require(RequestFact.Kind(rawValue: $0)) }
            for kind in RequestFact.Kind.allCases {
                #expect(state.allows(kind) == kinds.contains(kind), "\(state) \(kind)")
                for role in Role.allCases {
                    cells += 1
                    let expected = kinds.contains(kind) && Self.mayRecord(kind, role)
                    #expect((state.allows(kind) && kind.roles.contains(role)) == expected, "\(state) \(kind) \(role)")
                }
            }
        }
        #expect(cells == RequestState.allCases.count * RequestFact.Kind.allCases.count * Role.allCases.count)
    }

    @Test("What cannot happen is refused with a reason, in Chinese", arguments: RequestState.allCases)
    func refusals(_ state: RequestState) throws {
        let clock = RequestClock(calendar: .released)
        let (_, _, channel, text) = try #require(Self.table.first { $0.0 == state })
        let history = try RequestText.history(text, by: channel)
        let today = try RequestText.day("2025-10-13")
        #expect(clock.standing(of: history, on: today).state == state)
        for kind in RequestFact.Kind.allCases {
            let problems = clock.problems(adding: RequestFact(kind, on: today, workingDays: 10), to: history, on: today)
            if state.allows(kind) {
                #expect(!problems.contains { RequestText.name($0) == "outOfPlace" }, "\(state) \(kind) \(problems)")
            } else {
                #expect(problems.contains { $0.forbids }, "\(state) \(kind)")
                for problem in problems { #expect(isChinese(problem.sentence), "\(problem)") }
            }
        }
    }

    private func isChinese(_ sentence: String) -> Bool {
        sentence.hasSuffix("。") && sentence.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) } >= 10
    }

    @Test("Every state and every fact has a name, and an open state waits for somebody")
    func names() {
        #expect(Set(RequestState.allCases.map(\.name)).count == RequestState.allCases.count)
        #expect(Set(RequestFact.Kind.allCases.map(\.name)).count == RequestFact.Kind.allCases.count)
        for state in RequestState.allCases { #expect(state.isOpen == (state.waitsFor != .nobody), "\(state)") }
    }
}

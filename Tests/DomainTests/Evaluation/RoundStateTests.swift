import Testing

@testable import Domain

@Suite("The life cycle of a round: every state, act and role") struct RoundStateTests {
    /// What each may do in each state; nothing else may be done.
    private static let table: [(RoundState, RoundRole, String)] = [
        (.prepared, .office, "read arrange extend draw open cancel"), (.prepared, .unit, "read"), (.prepared, .reviewer, "read"),
        (.open, .office, "read extend draw close cancel"), (.open, .unit, "read score submit recall"),
        (.open, .reviewer, "read score submit recall"),
        (.closed, .office, "read readSheets readResult compute moderate announce cancel"), (.closed, .unit, "read"),
        (.closed, .reviewer, "read"),
        (.announced, .office, "read readSheets readResult compute moderate answerAppeal settle"),
        (.announced, .unit, "read readResult appeal"),
        (.announced, .reviewer, "read"),
        (.settled, .office, "read readSheets readResult publish order recheck"), (.settled, .unit, "read readResult respond"),
        (.settled, .reviewer, "read"),
        (.published, .office, "read readSheets readResult order recheck finish"), (.published, .unit, "read readResult respond"),
        (.published, .reviewer, "read readResult"),
        (.finished, .office, "read readSheets readResult"), (.finished, .unit, "read readResult"),
        (.finished, .reviewer, "read readResult"),
        (.cancelled, .office, "read"), (.cancelled, .unit, "read"), (.cancelled, .reviewer, "read"),
    ]

    @Test("In every state every role may do what the table says, and nothing else")
    func everyCell() {
        #expect(Self.table.count == RoundState.allCases.count * RoundRole.allCases.count)
        for (state, role, words) in Self.table {
            let allowed = Set(words.split(separator: " ").map(String.init))
            for act in RoundAct.allCases {
                #expect(state.allows(act, to: [role]) == allowed.contains(act.rawValue), "\(role) \(act) in \(state)")
            }
        }
    }

    @Test("Whoever has nothing to do with a round may do nothing in it")
    func strangers() {
        for state in RoundState.allCases {
            for act in RoundAct.allCases { #expect(!state.allows(act, to: []), "\(act) in \(state)") }
        }
    }

    @Test("A step leads on, never back, and nothing leads out of what is over")
    func steps() {
        let order = RoundState.allCases
        for state in order {
            for act in RoundAct.allCases where state.allows(act, to: Set(RoundRole.allCases)) {
                guard let next = act.next, let from = order.firstIndex(of: state), let to = order.firstIndex(of: next) else { continue }
                #expect(to > from && !state.isOver, "\(act) in \(state)")
            }
        }
    }

    // MARK: Seals

    private static let (own, other) = (OrganisationUnit.ID(1), OrganisationUnit.ID(2))

    private static func staff(_ account: Int64, _ role: Role, unit: OrganisationUnit.ID = own) -> Staff {
        Staff(account: Account.ID(account), name: "王明", posts: [Post(id: Post.ID(account), unit: unit, role: role, name: "岗位")])
    }

    private static func round(_ state: RoundState) throws -> EvaluationRound {
        let one = try #require(ExactNumber(text: "50"))
        return EvaluationRound(
            id: EvaluationRound.ID(1), title: "测评", edition: SchemeEdition.ID(1),
            scheme: Scheme(
                title: "指标", points: one, indicators: [Indicator(code: "1", name: "指标", points: one, kind: .scored(Indicator.Leaf()))],
                assessors: [
                    Scheme.Assessor(code: "self", name: "自评", kind: .oneself, weight: one),
                    Scheme.Assessor(code: "third", name: "第三方", kind: .thirdParty, weight: one),
                ]), first: Day(serial: 0), last: Day(serial: 1), units: [own, other],
            panels: [
                EvaluationRound.Panel(assessor: "self", due: Day(serial: 9)),
                EvaluationRound.Panel(
                    assessor: "third", due: Day(serial: 9), reviewers: [EvaluationRound.Reviewer(account: Account.ID(7), name: "测评员")]),
            ], state: state)
    }

    @Test("Before the close each reads only their own sheet; then the office reads all, and a unit its own once it is announced")
    func seals() throws {
        let sheets = [
            ScoreSheet(id: ScoreSheet.ID(1), assessor: "self", unit: Self.own, holder: .unit),
            ScoreSheet(id: ScoreSheet.ID(2), assessor: "self", unit: Self.other, holder: .unit),
            ScoreSheet(id: ScoreSheet.ID(3), assessor: "third", unit: Self.own, holder: .reviewer(Account.ID(7))),
        ]
        func seen(_ state: RoundState, _ staff: Staff) throws -> [Int64] {
            try Self.round(state).readable(sheets, by: staff).map(\.id.rawValue)
        }
        let (editor, third, office) = (Self.staff(3, .editor), Self.staff(7, .evaluator), Self.staff(9, .disclosureOffice))
        for state in [RoundState.prepared, .open] {
            #expect(try seen(state, editor) == [1] && seen(state, third) == [3] && seen(state, office) == [], "\(state)")
        }
        #expect(try seen(.closed, office) == [1, 2, 3] && seen(.closed, editor) == [1] && seen(.closed, third) == [3])
        #expect(try seen(.announced, editor) == [1, 3] && seen(.announced, third) == [3])
        // Another third party of the county, not named in this round.
        for state in RoundState.allCases { #expect(try seen(state, Self.staff(8, .evaluator)) == [], "\(state)") }
    }

    @Test("A unit's editor fills in its self-assessment, a named reviewer the panel's sheets, and nobody another's")
    func holders() throws {
        let round = try Self.round(.open)
        let (editor, third) = (Self.staff(3, .editor), Self.staff(7, .evaluator))
        #expect(
            round.sheetHolder("self", of: Self.own, by: editor) == .unit && round.sheetHolder("self", of: Self.other, by: editor) == nil)
        #expect(round.sheetHolder("third", of: Self.own, by: editor) == nil && round.sheetHolder("self", of: Self.own, by: third) == nil)
        #expect(round.sheetHolder("third", of: Self.other, by: third) == .reviewer(Account.ID(7)))
        #expect(round.sheetHolder("third", of: OrganisationUnit.ID(3), by: third) == nil)
        #expect(round.roles(of: editor, for: Self.other).isEmpty && round.roles(of: editor) == [.unit])
    }

    // MARK: Rectification

    @Test("The report is due ten days after the check, as in 六政办秘〔2018〕177号: checked on 15, due on 25 September 2018")
    func due() {
        let checked = Day(text: "2018-09-15")
        #expect(checked.map { RectificationOrder.due(checked: $0) } == Day(text: "2018-09-25"))
    }

    @Test("An order is answered, then checked again: returned it is open anew, accepted it is closed for good")
    func rectification() {
        let states: [(RectificationOrder.State, RectificationOrder.Step.Kind, RectificationOrder.State?)] = [
            (.open, .response, .responded), (.open, .returned, nil), (.open, .accepted, nil), (.responded, .response, .responded),
            (.responded, .returned, .open), (.responded, .accepted, .closed), (.closed, .response, nil), (.closed, .returned, nil),
            (.closed, .accepted, nil),
        ]
        #expect(states.count == RectificationOrder.State.allCases.count * RectificationOrder.Step.Kind.allCases.count)
        for (state, step, next) in states {
            let order = RectificationOrder(
                id: RectificationOrder.ID(1), round: EvaluationRound.ID(1), unit: Self.own, leaf: nil, problem: "问题",
                checked: Day(serial: 0),
                due: Day(serial: 10), ordered: Instant(milliseconds: 0), signature: "", state: state)
            #expect(order.after(step) == next, "\(step) in \(state)")
            #expect(order.isOverdue(on: Day(serial: 11)) == (state == .open) && !order.isOverdue(on: Day(serial: 10)))
        }
    }

    // MARK: Entries

    @Test("A cited document is written and read as one line, and other evidence is none")
    func cited() throws {
        let seen = try #require(Instant(text: "2026-03-20 14:32"))
        for title in ["关于〔2026〕1号（试行）的通知", "《条例》解读》", "A"] {
            let cited = CitedDocument(document: Disclosure.ID(12), seen: seen, title: title)
            #expect(CitedDocument(text: cited.text) == cited)
        }
        for text in [
            "", "公开文件", "公开文件 12", "公开文件 x（2026-03-20 14:32）《甲》", "公开文件 12（昨天）《甲》", "公开文件 12（2026-03-20 14:32）甲",
            "公开文件 12（2026-03-20 14:32）《》", "公开文件 12）《", "明政办〔2026〕1号",
        ] { #expect(CitedDocument(text: text) == nil, "\(text)") }
        // The wording that was there at the end of the minute: the first that was replaced after it.
        let cited = CitedDocument(document: Disclosure.ID(12), seen: seen, title: "甲")
        let replaced = ["2026-03-01 08:00", "2026-03-20 14:33", "2026-04-01 08:00"].compactMap { Instant(text: $0) }
        #expect(cited.wording(replaced: replaced) == 2)
        #expect(cited.wording(replaced: Array(replaced.prefix(1))) == nil && cited.wording(replaced: []) == nil)
    }

    @Test("What is typed for a leaf is read after its kind, and written back the same")
    func entries() throws {
        let points = try #require(ExactNumber(text: "5"))
        let scored = Indicator(code: "1", name: "甲", points: points, kind: .scored(Indicator.Leaf()))
        let deduction = Indicator(
            code: "2", name: "乙", points: points,
            kind: .deduction(Indicator.Deduction([.init("迟公开", each: points), .init("漏公开", each: points)]), Indicator.Leaf()))
        let veto = Indicator(code: "3", name: "丙", points: .nought, kind: .veto(.whole, Indicator.Leaf()))
        for (text, leaf, entry) in [
            ("3.5", scored, Submission.Entry.score(try #require(ExactNumber(text: "3.5")))), ("3,0", deduction, .times([3, 0])),
            ("是", veto, .veto(true)), ("否", veto, .veto(false)), ("不适用：没有这项职权", scored, .notApplicable("没有这项职权")),
        ] {
            #expect(Submission.Entry(text: text, for: leaf) == entry && entry.text == text, "\(text)")
        }
        #expect(Submission.Entry(text: " ３．５ ", for: scored) == .score(try #require(ExactNumber(text: "3.5"))))
        #expect(Submission.Entry(text: "2，", for: deduction) == .times([2, 0]))
        for (text, leaf) in [("三", scored), ("-1", scored), ("", scored), ("-1", deduction), ("x", deduction), ("也许", veto)] {
            #expect(Submission.Entry(text: text, for: leaf) == nil, "\(text)")
        }
    }
}

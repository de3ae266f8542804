import Domain
import Testing

/// A history as a test writes it: `submitted 2025-09-15; extended 2025-10-10/20`.
struct RequestText {
    static func day(_ text: some StringProtocol) throws -> Day { try #require(Day(text: text), "\(text)") }

    static func facts(_ text: some StringProtocol) throws -> [RequestFact] {
        try text.split(separator: ";").map { part in
            let words = part.split(separator: " ")
            let numbers = try #require(words.last).split(separator: "/")
            let kind = try #require(RequestFact.Kind(rawValue: String(words[0])), "\(part)")
            return RequestFact(kind, on: try day(numbers[0]), workingDays: numbers.count > 1 ? try #require(Int(numbers[1])) : nil)
        }
    }

    static func history(_ text: String, by channel: RequestChannel = .counter) throws -> RequestHistory {
        RequestHistory(channel: channel, facts: try facts(text))
    }

    /// `answeredLate(on: …)` → `answeredLate`
    static func name(_ problem: RequestProblem) -> String { String(String(describing: problem).prefix { $0 != "(" }) }
}

/// One entry of the table.
struct RequestVector: CustomTestStringConvertible, Sendable {
    let name: String
    let article: String
    let channel: String
    let facts: String
    let on: String
    let state: String
    /// `received`, `due`, `left`, `limit`.
    var values: [String: String] = [:]
    var isProvisional = false
    var problems: [String] = []

    var testDescription: String { "\(name) (\(article))" }

    static let all: [RequestVector] = {
        let lines = RequestVectors.table.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return stride(from: 0, to: lines.count - 1, by: 2).map { RequestVector(lines[$0], lines[$0 + 1]) }
    }()

    private init(_ first: Substring, _ second: Substring) {
        let cells = first.split(separator: " | ").map(String.init)
        (name, article, channel, facts) = (cells[0], cells[1], cells[2], cells[3])
        var words = second.split(separator: " ").map(String.init)
        on = words.removeFirst()
        state = words.removeFirst()
        while !words.isEmpty {
            let word = words.removeFirst()
            switch word {
            case "provisional": isProvisional = true
            case "problems": (problems, words) = (words, [])
            default: values[word] = words.removeFirst()
            }
        }
    }
}

@Suite("The clock of requests counts as the law counts") struct RequestClockTests {
    private let clock = RequestClock(calendar: .released)

    @Test("The legal vectors", arguments: RequestVector.all)
    func vectors(_ vector: RequestVector) throws {
        let channel = try #require(RequestChannel(rawValue: vector.channel))
        let standing = clock.standing(of: try RequestText.history(vector.facts, by: channel), on: try RequestText.day(vector.on))
        #expect(standing.state.rawValue == vector.state)
        #expect(standing.receivedOn?.description == vector.values["received"])
        #expect(standing.dueOn?.description == vector.values["due"], "\(standing.derivation)")
        #expect(standing.workingDaysLeft.map(String.init) == vector.values["left"])
        #expect((standing.applicantDueOn ?? standing.consultationDueOn)?.description == vector.values["limit"])
        #expect(standing.isProvisional == vector.isProvisional)
        #expect(standing.problems.map(RequestText.name) == vector.problems)
        #expect(standing.derivation.allSatisfy { !$0.isEmpty })
    }

    @Test("There are enough of them, on every channel, with every kind of fact, each under its own name")
    func coverage() throws {
        let all = RequestVector.all
        #expect(all.count >= 130 && Set(all.map(\.name)).count == all.count)
        #expect(Set(all.map(\.channel)) == Set(RequestChannel.allCases.map(\.rawValue)))
        let kinds = Set(try all.flatMap { try RequestText.facts($0.facts) }.map(\.kind))
        #expect(kinds == Set(RequestFact.Kind.allCases))
        #expect(Set(all.map(\.state)) == Set(RequestState.allCases.map(\.rawValue)))
        #expect(all.allSatisfy { $0.article.contains("条") || $0.article.contains("号") })
    }

    @Test("Each step is explained as a clerk would: receipt, restart, pause, extension, every holiday")
    func derivation() throws {
        let history = try RequestText.history(
            """
            submitted 2025-09-11; confirmed 2025-09-12; clarificationAsked 2025-09-12/5; clarified 2025-09-15; thirdPartyAsked 2025-09-18; \
            coMakerAsked 2025-09-22; thirdPartyAnswered 2025-09-24; coMakerAnswered 2025-09-26; extended 2025-10-10/20
            """, by: .internet)
        let standing = clock.standing(of: history, on: try RequestText.day("2025-10-13"))
        #expect(
            standing.derivation == [
                "2025年9月12日（周五）为收到申请之日：网上申请，以双方确认之日为收到申请之日（条例第三十一条）。",
                "2025年9月12日（周五）告知申请人补正；2025年9月15日（周一）收到补正的申请，答复期限自这一天起重新计算（条例第三十条）。",
                "2025年10月10日（周五）经政府信息公开工作机构负责人同意延长答复期限 20 个工作日并告知申请人（条例第三十三条）。",
                "2025年9月18日（周四）书面征求第三方意见，到2025年9月24日（周三）为止，其间有 4 个工作日不计算在内（条例第三十三条）。",
                "2025年9月22日（周一）书面征求共同制作机关意见，到2025年9月26日（周五）为止，其间另有 2 个工作日不计算在内（条例第三十三条）。",
                "答复期限共 20 + 20 = 40 个工作日。",
                "2025年9月15日（周一）收到补正，当日不计；9月28日（周日）调休上班，计第4个工作日；10月1日至8日国庆节、中秋节放假，不计；"
                    + "10月11日（周六）调休上班，计第9个工作日；其余周六、周日不计；第40个工作日是11月24日（周一）。",
            ])
        #expect(standing.steps.last?.day == standing.dueOn && standing.steps.compactMap(\.number) == Array(1...40))
        #expect(standing.steps.count { $0.isPaused && $0.kind.isWorking } == 6)
    }

    @Test("Of several who are asked each has its own sentence, and says which one it is")
    func several() throws {
        let history = try RequestText.history(
            "submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAsked 2025-09-22; thirdPartyAnswered 2025-09-24; coMakerAsked 2025-09-24"
        )
        let standing = clock.standing(of: history, on: try RequestText.day("2025-09-26"))
        #expect(
            standing.derivation.filter { $0.contains("征求") } == [
                "2025年9月18日（周四）书面征求第 1 个第三方的意见，到2025年9月24日（周三）为止，其间有 4 个工作日不计算在内（条例第三十三条）。",
                "2025年9月22日（周一）书面征求第 2 个第三方的意见，还没有答复，到今天为止，其间另有 2 个工作日不计算在内（条例第三十三条）。",
                "2025年9月24日（周三）书面征求共同制作机关意见，还没有答复，到今天为止，其间另有 0 个工作日不计算在内（条例第三十三条）。",
            ])
        #expect(standing.openConsultations.map(\.number) == [2, 1] && standing.openConsultations.map(\.who) == [.thirdParty, .coMaker])
        #expect(standing.openConsultations.map(\.limit.description) == ["2025-10-17", "2025-10-21"])
    }

    @Test(
        "What does not run is explained, too",
        arguments: [
            ("signedPost", "submitted 2025-09-12", "自签收之日起计算"), ("internet", "submitted 2025-09-12", "自双方确认之日起计算"),
            ("counter", "misdirected 2025-09-12", "自双方确认之日起计算"), ("email", "unreachable 2025-09-12", "取得联系之前答复期限不起算"),
            ("counter", "submitted 2025-09-12; clarificationAsked 2025-09-15/5", "补正期限到2025年9月22日（周一）"),
            ("counter", "submitted 2025-09-01; clarificationAsked 2025-09-02/5", "视为放弃申请"),
            ("counter", "submitted 2025-09-12; feeNoticed 2025-09-15", "到2025年10月17日（周五））缴费"),
            ("counter", "submitted 2025-09-12; thirdPartyAsked 2025-09-15", "还没有答复，到今天为止，其间有 7 个工作日不计算在内"),
            ("counter", "submitted 2025-09-12; withdrawn 2025-09-15", "申请人撤回，不再计算答复期限"),
            ("counter", "submitted 2025-09-12; answered 2025-09-15", "2025年9月15日（周一）已答复"),
        ])
    func waiting(_ channel: String, _ facts: String, _ words: String) throws {
        let history = try RequestText.history(facts, by: try #require(RequestChannel(rawValue: channel)))
        let standing = clock.standing(of: history, on: try RequestText.day("2025-09-22").adding(days: 2))
        #expect(standing.derivation.joined().contains(words), "\(standing.derivation)")
    }

    @Test("A county may leave out the day of sending as well, and have other numbers from a day on")
    func rules() throws {
        var strict = RequestRules.released
        strict.pausesOnAskedDay = true
        var later = RequestRules.released
        later.effective = try RequestText.day("2026-01-01")
        later.reply = 15
        let facts = "submitted 2025-09-15; thirdPartyAsked 2025-09-18; thirdPartyAnswered 2025-09-24"
        let today = try RequestText.day("2025-09-24")
        let other = RequestClock(calendar: .released, book: RequestRuleBook([strict, later]))
        #expect(clock.standing(of: try RequestText.history(facts), on: today).dueOn?.description == "2025-10-23")
        #expect(other.standing(of: try RequestText.history(facts), on: today).dueOn?.description == "2025-10-24")
        let next = other.standing(of: try RequestText.history("submitted 2026-03-02"), on: try RequestText.day("2026-03-02"))
        #expect(next.dueOn?.description == "2026-03-23" && next.rules.reply == 15)
    }

    @Test("What is refused is refused again the second time")
    func refusedAgain() throws {
        let history = try RequestText.history("submitted 2025-09-15; feePaid 2025-09-18")
        let fact = RequestFact(.feePaid, on: try RequestText.day("2025-09-18"))
        let problems = clock.problems(adding: fact, to: history, on: try RequestText.day("2025-09-19"))
        #expect(problems == [.outOfPlace(.feePaid, .accepted, fact.day)])
        #expect(problems.allSatisfy { $0.forbids })
    }

    @Test("A fact entered later can bring problems to what came after it")
    func insertedBefore() throws {
        let history = try RequestText.history("submitted 2025-09-15; clarificationAsked 2025-09-18/10")
        let fact = RequestFact(.withdrawn, on: try RequestText.day("2025-09-16"))
        let problems = clock.problems(adding: fact, to: history, on: try RequestText.day("2025-09-19"))
        #expect(problems.map(RequestText.name) == ["outOfPlace"])
    }
}

import Domain
import Testing

@Suite("The remedy depends on the outcome")
struct RemedyTests {
    private let bodies = Remedy.Bodies(review: ["明川县人民政府"], court: "明川县人民法院")

    private func text(_ kind: LetterKind, online: Bool = false, rules: RequestRules = .released) throws -> String {
        var bodies = bodies
        if online { bodies.online = "https://fuyi.example.gov.cn" }
        return try Remedy.paragraph(for: kind, bodies: bodies, rules: rules, servedOnline: online)
    }

    @Test("A refusal under Art. 14 to 16 goes to review first, and the letter says so", arguments: RequestOutcome.allCases)
    func reviewFirst(_ outcome: RequestOutcome) throws {
        let text = try text(.reply(outcome))
        #expect(text.contains("应当先") == outcome.needsReviewFirst)
        #expect(text.contains("不能直接提起行政诉讼") == outcome.needsReviewFirst)
        #expect(text.contains("6个月内直接") == (!outcome.needsReviewFirst || outcome == .partlyDisclosed))
        #expect(text.contains("60日内") && text.contains("明川县人民政府") && text.contains("明川县人民法院"))
    }

    @Test("What decides nothing has none")
    func none() throws {
        for kind in [LetterKind.receipt, .clarification, .extensionNotice, .feeNotice, .delay, .transferHint, .coMakerConsultation] {
            #expect(try text(kind) == "")
        }
        #expect(try text(.thirdPartyNotice).hasPrefix("对本告知书不服的，可以自收到本告知书之日起60日内"))
    }

    @Test("The numbers are those of the rules")
    func numbers() throws {
        var rules = RequestRules.released
        rules.reviewDays = 90
        rules.suitMonths = 3
        #expect(try text(.reply(.petition), rules: rules).contains("90日内"))
        #expect(try text(.reply(.petition), rules: rules).contains("3个月内"))
    }

    @Test("What is served on line names the way on line, or is not written")
    func online() throws {
        #expect(try text(.reply(.notHeld), online: true).contains("https://fuyi.example.gov.cn"))
        #expect(throws: Remedy.Fault.noOnlineChannel) {
            try Remedy.paragraph(for: .reply(.notHeld), bodies: bodies, rules: .released, servedOnline: true)
        }
        #expect(throws: Remedy.Fault.noReviewBody) {
            try Remedy.paragraph(for: .reply(.notHeld), bodies: Remedy.Bodies(review: [""]), rules: .released, servedOnline: false)
        }
    }

    @Test("The body is the government above")
    func bodyAbove() {
        func body(_ kind: OrganisationUnit.Kind, vertical: String = "") -> String? {
            Remedy.reviewBody(for: kind, county: "明川县人民政府", superior: "清江市人民政府", vertical: vertical)
        }
        #expect(body(.department) == "明川县人民政府" && body(.township) == "明川县人民政府")
        #expect(body(.government) == "清江市人民政府")
        #expect(body(.department, vertical: "清江市税务局") == "清江市税务局")
        #expect(body(.village) == nil)
        #expect(Remedy.reviewBody(for: .government, county: "明川县人民政府", superior: "") == nil)
    }
}

import Domain
import Testing

@Suite("Templates of letters take the closed list of placeholders and nothing else")
struct LetterTemplateTests {
    private func clarification(_ body: String, title: String = "补正告知书", recipient: String = "{{申请人}}") -> LetterTemplate {
        LetterTemplate(kind: .clarification, title: title, recipient: recipient, body: body)
    }

    private let good = "{{申请编号}}：请补正。\n{{补正事项}}\n期限{{截止日期}}。"

    @Test("Every kind has a stable text, and reads it back")
    func kinds() {
        #expect(LetterKind.allCases.count == 11 + RequestOutcome.allCases.count)
        for kind in LetterKind.allCases {
            #expect(LetterKind(rawValue: kind.rawValue) == kind)
            #expect(!kind.name.isEmpty)
        }
        #expect(LetterKind.reply(.stateSecret).rawValue == "reply.stateSecret")
        #expect(LetterKind(rawValue: "reply") == nil && LetterKind(rawValue: "") == nil && LetterKind(rawValue: "reply.none") == nil)
    }

    @Test("What must stand in a letter may stand in it, and required is not optional", arguments: LetterKind.allCases)
    func sets(_ kind: LetterKind) {
        #expect(kind.required.isSubset(of: kind.allowed))
        #expect(kind.required.isDisjoint(with: kind.optional))
        #expect(kind.required.contains(.remedy) == (Remedy(for: kind) != .none))
        if let outcome = kind.outcome, outcome.needsReasons, outcome.needsReply {
            #expect(kind.allowed.contains(.reasons))
        }
    }

    @Test("The released templates have no fault", arguments: LetterKind.allCases)
    func released(_ kind: LetterKind) {
        #expect(LetterTemplate.released(kind).faults == [])
        #expect(LetterTemplate.released(kind).kind == kind)
    }

    @Test("An unknown placeholder is refused, with its line and what may stand there")
    func unknown() {
        let template = clarification(good + "\n{{身份证号}}")
        #expect(template.faults == [.unknown("身份证号", .line(4), allowed: LetterKind.clarification.allowedInOrder)])
        #expect(template.faults[0].sentence.contains("正文第 4 行") && template.faults[0].sentence.contains("{{补正事项}}"))
        #expect(clarification(good, title: "{{x}}").faults == [.unknown("x", .title, allowed: LetterKind.clarification.allowedInOrder)])
    }

    @Test("A third party does not learn who asks")
    func misplaced() {
        var template = LetterTemplate.released(.thirdPartyConsultation)
        template.body += "\n申请人是{{申请人}}。"
        #expect(
            template.faults == [.misplaced(.applicant, .line(6), allowed: LetterKind.thirdPartyConsultation.allowedInOrder)])
    }

    @Test(
        "Braces must match",
        arguments: [
            ("{{申请人", LetterTemplate.Fault.unclosed(.line(4))), ("申请人}}", .unopened(.line(4))), ("{{申请{{人}}", .unclosed(.line(4))),
            ("{{申请人}", .unclosed(.line(4))),
        ])
    func braces(_ line: String, _ fault: LetterTemplate.Fault) {
        #expect(clarification(good + "\n" + line).faults == [fault])
    }

    @Test("Spaces inside the braces and single braces do no harm")
    func harmless() {
        #expect(clarification(good + "\n{{ 申请人 }}{单}").faults == [])
    }

    @Test("A refusal without a remedy is refused")
    func missing() {
        var template = LetterTemplate.released(.reply(.stateSecret))
        template.body.replace("{{救济途径}}", with: "")
        #expect(template.faults == [.missing(.remedy)])
    }

    @Test("Empty and endless templates are refused")
    func bounds() {
        #expect(clarification(good, title: " ").faults == [.noTitle])
        #expect(clarification(good + String(repeating: "长", count: 20_001)).faults == [.tooLong(limit: 20_000)])
        #expect(clarification(good + String(repeating: "\n行", count: 200)).faults == [.tooManyLines(limit: 200)])
        #expect(clarification(good + "\u{1}").faults == [.control(.line(3))])
        #expect(clarification("").faults.contains(.noBody))
    }
}

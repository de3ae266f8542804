import Domain
import Testing

@Suite("The yearly list of matters for the public") struct ParticipationListTests {
    private static let line = ParticipationList.Line(title: "供水管理办法", unit: "县水利局", way: "公开征求意见", from: 3, through: 6)

    @Test("What was published reads back as the lines it was made of")
    func body() {
        let once = ParticipationList.Line(title: "公交票价", unit: "县发改局", way: "听证\t公开征求意见", from: 9, through: 9)
        let list = ParticipationList(year: 2026, lines: [Self.line, once])
        let lines = ParticipationList.lines(of: DocumentBody(stored: list.body.stored))
        #expect(lines.map(\.title) == ["供水管理办法", "公交票价"])
        #expect(lines[0] == Self.line)
        #expect(lines[1].way == "听证 公开征求意见" && lines[1].from == 9 && lines[1].through == 9)
    }

    @Test("Its state follows from the consultation of its name; a matter without one is late when its months are over")
    func progress() throws {
        func day(_ text: String) throws -> Day { try #require(Day(text: text)) }
        func progress(_ held: ConsultationStanding?, _ on: String, isAnnounced: Bool = false) throws -> ParticipationList.Progress {
            ParticipationList.progress(of: Self.line, in: 2026, held: held, isAnnounced: isAnnounced, on: try day(on))
        }
        let held = ConsultationStanding(
            plan: Consultation.Plan(days: 30),
            announcement: ConsultationStanding.Published(document: Disclosure.ID(1), day: try day("2026-03-02")), feedback: nil, final: nil,
            feedbackDays: 0, calendar: .released)
        #expect(try progress(nil, "2026-06-30") == .planned)
        #expect(try progress(nil, "2026-07-01") == .late)
        #expect(try progress(nil, "2027-01-01") == .late)
        #expect(try progress(nil, "2027-01-01", isAnnounced: true) == .announced, "a hearing was held instead")
        #expect(try progress(held, "2026-04-01") == .open)
        #expect(try progress(held, "2026-07-01") == .closed)
    }

    @Test("A list without lines, with one matter twice or with months that do not exist is refused")
    func faults() {
        #expect(ParticipationList(year: 2026, lines: [Self.line]).faults == [])
        #expect(ParticipationList(year: 2026).faults == [.missing(.matters)])
        #expect(ParticipationList(year: 2026, lines: [Self.line, Self.line]).faults == [.doubleMatter])
        var wrong = Self.line
        wrong.through = 2
        #expect(ParticipationList(year: 2026, lines: [wrong]).faults == [.badMonths("供水管理办法")])
        wrong.unit = ""
        #expect(ParticipationList(year: 2026, lines: [wrong]).faults == [.missing(.matters), .badMonths("供水管理办法")])
    }
}

package import Domain
package import Persistence
import Registers

/// What units owe the public around consultations, hearings, meetings and open days, with the day by which (公众参与待办).
package struct ParticipationDuties {
    package enum Subject: Sendable, Hashable {
        case consultation(Consultation.ID)
        case gathering(Gathering.ID)
    }

    package struct Line: Sendable {
        package let subject: Subject
        package let title: String
        /// What is to be done, as a sentence goes on: “公布意见采纳情况”.
        package let task: String
        /// `nil` when no day is prescribed.
        package let due: Day?

        package func isLate(on day: Day) -> Bool { due.map { $0 < day } ?? false }
    }

    private static let daysAhead = 7

    /// By their due days. The office sees every unit's.
    package static func lines(
        _ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], isOffice: Bool, on today: Day
    ) throws -> [Line] {
        let consultations = ConsultationRegister(transaction, site: site)
        let held = try consultations.all().filter { isOffice || units.contains($0.unit) }
        let gatherings = GatheringRegister(transaction, site: site)
        let planned = try gatherings.all().filter { isOffice || units.contains($0.unit) }
        guard !held.isEmpty || !planned.isEmpty else { return [] }
        let (figures, calendar) = (try FigureRegister(transaction, site: site).book(), try HolidayRegister(transaction).calendar())
        let feedback = try held.compactMap { consultation -> Line? in
            let standing = try consultations.standing(consultation, figures: figures, calendar: calendar)
            guard standing.announcement != nil, standing.feedback == nil,
                standing.feedbackDue != nil || standing.state(on: today) == .closed
            else { return nil }
            // Until the final document is noted there is no day; but nobody may forget it.
            let task = standing.feedbackDue == nil ? "征集已经截止，登记正式文件，公布意见采纳情况" : "公布意见采纳情况"
            return Line(subject: .consultation(consultation.id), title: consultation.plan.title, task: task, due: standing.feedbackDue)
        }
        let next = try planned.compactMap { gathering -> Line? in
            let standing = try gatherings.standing(gathering, figures: figures, calendar: calendar)
            return Self.next(of: standing, on: today).map {
                Line(subject: .gathering(gathering.id), title: gathering.plan.title, task: $0.task, due: $0.due)
            }
        }
        let all = (feedback + next).sorted { ($0.due ?? today, $0.title) < ($1.due ?? today, $1.title) }
        return all.filter { $0.due != nil } + all.filter { $0.due == nil }
    }

    /// The step that a gathering waits for, once its day is near.
    private static func next(of standing: GatheringStanding, on today: Day) -> (task: String, due: Day)? {
        let near = today.adding(days: daysAhead)
        switch standing.state(on: today) {
        case .preparing: return standing.day >= today && standing.noticeDue <= near ? ("公布公告", standing.noticeDue) : nil
        case .closed: return standing.selectionDue <= near ? ("确定参加人员", standing.selectionDue) : nil
        case .over: return ("公布笔录或者纪要", standing.recordDue)
        case .open, .selected, .recorded: return nil
        }
    }

    private static let most = 30

    /// The same in the words of the digest.
    static func words(_ lines: [Line], on today: Day) -> [String] {
        guard !lines.isEmpty else { return [] }
        let sentences = lines.map { line in
            "\(line.title)：\(line.task)\(line.due.map { "，期限 \($0)" } ?? "")\(line.isLate(on: today) ? "，已逾期" : "")"
        }
        return ["【公众参与】"] + sentences.prefix(most)
            + (sentences.count > most ? ["其余 \(sentences.count - most) 项见工作台。"] : []) + [""]
    }
}

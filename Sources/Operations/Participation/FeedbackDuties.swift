package import Domain
package import Persistence
import Registers

/// Consultations whose final document is public while their feedback is not (待反馈的意见征集).
package struct FeedbackDuties {
    package struct Line: Sendable {
        package let consultation: Consultation
        package let due: Day

        package func isLate(on day: Day) -> Bool { due < day }
    }

    /// By their due days. The office sees every unit's.
    package static func lines(
        _ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], isOffice: Bool
    ) throws -> [Line] {
        let register = ConsultationRegister(transaction, site: site)
        let concluded = try register.all().filter { $0.final != nil && (isOffice || units.contains($0.unit)) }
        guard !concluded.isEmpty else { return [] }
        let (figures, calendar) = (try FigureRegister(transaction, site: site).book(), try HolidayRegister(transaction).calendar())
        return try concluded.compactMap { consultation in
            let standing = try register.standing(consultation, figures: figures, calendar: calendar)
            guard standing.announcement != nil, standing.feedback == nil, let due = standing.feedbackDue else { return nil }
            return Line(consultation: consultation, due: due)
        }.sorted { ($0.due, $0.consultation.id) < ($1.due, $1.consultation.id) }
    }

    private static let most = 30

    /// The same in the words of the digest.
    static func words(_ lines: [Line], on today: Day) -> [String] {
        guard !lines.isEmpty else { return [] }
        let sentences = lines.map { line in
            "\(line.consultation.plan.title)：反馈意见采纳情况，期限 \(line.due)\(line.isLate(on: today) ? "，已逾期" : "")"
        }
        return ["【公众参与】"] + sentences.prefix(most)
            + (sentences.count > most ? ["其余 \(sentences.count - most) 项见工作台。"] : []) + [""]
    }
}

package import Domain
package import Persistence
import Registers

/// Tasks of running programmes that are overdue or fall due soon, for the units and the office that have to do them.
package struct ProgrammeDuties {
    package static let daysAhead = 7

    /// A task that waits, with its programme.
    package struct Line: Sendable {
        package let programme: Programme
        package let standing: TaskStanding
    }

    /// By their due days. The office sees every unit's.
    package static func lines(
        _ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], isOffice: Bool, on today: Day
    ) throws -> [Line] {
        let register = ProgrammeRegister(transaction, site: site)
        return try register.all().filter { $0.state == .running }.flatMap { programme in
            TaskStanding.all(of: programme, try register.tasks(of: programme.id), try register.entries(of: programme.id), on: today)
                .filter { standing in
                    standing.state.isOpen && standing.due <= today.adding(days: daysAhead)
                        && (isOffice || standing.unit.map(units.contains) == true)
                }
                .map { Line(programme: programme, standing: $0) }
        }.sorted { ($0.standing.due, $0.standing.task.id) < ($1.standing.due, $1.standing.task.id) }
    }
}

/// The same in the words of the digest.
struct ProgrammeReminders {
    private static let most = 30

    static func words(_ lines: [ProgrammeDuties.Line], units: [OrganisationUnit.ID: OrganisationUnit], on today: Day) -> [String] {
        guard !lines.isEmpty else { return [] }
        let sentences = lines.map { line in
            let unit = line.standing.unit.map { units[$0]?.name ?? "" } ?? "政务公开办"
            let late = line.standing.state == .overdue ? "，已逾期" : ""
            return "\(line.programme.title)：\(line.standing.task.title)（\(unit)），期限 \(line.standing.due)\(late)"
        }
        return ["【工作方案】"] + sentences.prefix(most)
            + (sentences.count > most ? ["其余 \(sentences.count - most) 项见工作台。"] : []) + [""]
    }
}

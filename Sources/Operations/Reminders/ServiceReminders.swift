import Domain
import Persistence
import Registers

/// Changed guides that must become public and bad ratings that wait, in the words of the digest.
struct ServiceReminders {
    private static let most = 30
    private static let daysAhead = 7

    static func words(
        _ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], isOffice: Bool,
        names: [OrganisationUnit.ID: OrganisationUnit], on today: Day
    ) throws -> [String] {
        var sentences = try ServiceDuties.lines(transaction, site: site, units: units, isOffice: isOffice, on: today).map { line in
            let name = "\(line.entry.name)（\(names[line.entry.unit]?.name ?? "")）"
            return switch line.timing {
            case .overdue(let due): "\(name)：变更后的内容应在 \(due) 前公开，已逾期"
            case .open(let due): "\(name)：变更后的内容应在 \(due) 前公开"
            case .notRunning, .onTime, .late: name
            }
        }
        sentences += try RatingDuties(transaction, site: site, on: today).open(units: units, isOffice: isOffice).compactMap { open in
            let name = "\(open.line.code.matter)（\(names[open.line.code.unit]?.name ?? "")）：\(open.line.rating.level.name)"
            guard let due = open.standing.due else { return "\(name)，剔除申请或者申诉等待决定" }
            guard due <= today.adding(days: daysAhead) else { return nil }
            return "\(name)，期限 \(due)\(open.standing.isOverdue ? "，已逾期" : "")"
        }
        guard !sentences.isEmpty else { return [] }
        return ["【办事指南和服务评价】"] + sentences.prefix(most)
            + (sentences.count > most ? ["其余 \(sentences.count - most) 项见工作台。"] : []) + [""]
    }
}

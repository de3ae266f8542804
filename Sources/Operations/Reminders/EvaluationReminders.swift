import Domain
import Persistence
import Registers

/// What evaluation asks of somebody: sheets that they still have to hand in, and orders to put something right.
struct EvaluationReminders {
    private static let daysAhead = 7
    private static let most = 30

    private let transaction: any Transaction
    private let site: County.ID
    private let today: Day
    private let units: [OrganisationUnit.ID: OrganisationUnit]

    init(_ transaction: any Transaction, site: County.ID, today: Day, units: [OrganisationUnit.ID: OrganisationUnit]) {
        self.transaction = transaction
        self.site = site
        self.today = today
        self.units = units
    }

    func lines(for reader: ReminderRegister.Reader) throws -> [String] {
        let lines = try sheetLines(reader) + orderLines(reader)
        guard !lines.isEmpty else { return [] }
        return ["【测评和整改】"] + lines.prefix(Self.most) + (lines.count > Self.most ? ["其余 \(lines.count - Self.most) 项见工作台。"] : []) + [""]
    }

    private func sheetLines(_ reader: ReminderRegister.Reader) throws -> [String] {
        let register = SheetRegister(transaction)
        return try RoundRegister(transaction, site: site).all().filter { $0.state == .open }.flatMap { round in
            let awaited = RoundProgress(round, sheets: try register.sheets(of: round.id)).lines.filter { line in
                guard line.submitted == nil else { return false }
                switch line.holder {
                case .unit: return reader.units.contains(line.unit)
                case .reviewer(let account): return account == reader.account
                }
            }
            return round.panels.compactMap { panel -> String? in
                let count = awaited.count { $0.assessor == panel.assessor }
                guard count > 0, panel.due <= today.adding(days: Self.daysAhead) else { return nil }
                let name = round.scheme.assessors.first { $0.code == panel.assessor }?.name ?? panel.assessor
                return "\(round.title)：\(name)还有 \(count) 份评分表没有提交，期限 \(panel.due)"
            }
        }
    }

    private func orderLines(_ reader: ReminderRegister.Reader) throws -> [String] {
        let register = RectificationRegister(transaction, site: site)
        return try register.orders(units: reader.isOffice ? nil : reader.units, limit: 500).compactMap { order in
            let unit = units[order.unit]?.name ?? ""
            switch order.state {
            case .open:
                guard order.due <= today.adding(days: Self.daysAhead) else { return nil }
                return "整改（\(unit)）：期限 \(order.due)\(order.due < today ? "，已逾期" : "")"
            case .responded: return reader.isOffice ? "整改（\(unit)）：已报送，等待复查" : nil
            case .closed: return nil
            }
        }
    }
}

import Domain
import Persistence
import Registers

/// What evaluation asks of somebody: sheets that they still have to hand in, appeals, and orders to put something right.
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
        let rounds = try RoundRegister(transaction, site: site).inProgress()
        let lines = try rounds.flatMap { try roundLines($0, reader) } + orderLines(reader)
        guard !lines.isEmpty else { return [] }
        return ["【测评和整改】"] + lines.prefix(Self.most) + (lines.count > Self.most ? ["其余 \(lines.count - Self.most) 项见工作台。"] : []) + [""]
    }

    private func roundLines(_ round: EvaluationRound, _ reader: ReminderRegister.Reader) throws -> [String] {
        switch round.state {
        case .open: try sheetLines(round, reader)
        case .announced: try appealLines(round, reader)
        case .prepared, .closed, .settled, .published, .finished, .cancelled: []
        }
    }

    private func sheetLines(_ round: EvaluationRound, _ reader: ReminderRegister.Reader) throws -> [String] {
        let missing = RoundProgress(round, sheets: try SheetRegister(transaction).sheets(of: round.id)).lines.filter { $0.submitted == nil }
        let own = missing.filter { line in
            switch line.holder {
            case .unit: reader.units.contains(line.unit)
            case .reviewer(let account): account == reader.account
            }
        }
        var lines = round.panels.compactMap { panel -> String? in
            let count = own.count { $0.assessor == panel.assessor }
            guard count > 0, panel.due <= today.adding(days: Self.daysAhead) else { return nil }
            let name = round.scheme.assessors.first { $0.code == panel.assessor }?.name ?? panel.assessor
            let late = panel.due < today ? "，已过期，请联系政务公开办延长期限" : ""
            return "\(round.title)：\(name)还有 \(count) 份评分表没有提交，期限 \(panel.due)\(late)"
        }
        if reader.isOffice, round.panels.allSatisfy({ $0.due < today }) {
            lines.append("\(round.title)：评分期限都已过，还有 \(missing.count) 份评分表没有提交，请截止评分或者调整期限")
        }
        return lines
    }

    /// Units may appeal until the day; the office answers and settles.
    private func appealLines(_ round: EvaluationRound, _ reader: ReminderRegister.Reader) throws -> [String] {
        guard let until = round.appealsUntil else { return [] }
        var lines: [String] = []
        if today <= until, until <= today.adding(days: Self.daysAhead), round.units.contains(where: reader.units.contains) {
            lines.append("\(round.title)：得分正在征求意见，有异议的请在 \(until) 以前申诉")
        }
        guard reader.isOffice else { return lines }
        let open = try SheetRegister(transaction).appeals(of: round.id).count { $0.answer == nil }
        if open > 0 {
            lines.append("\(round.title)：\(open) 件申诉等待答复")
        } else if until < today {
            lines.append("\(round.title)：申诉期限 \(until) 已过，可以定分")
        }
        return lines
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

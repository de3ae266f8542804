import Domain
import Persistence
import Registers

/// What the inspection of the portal asks of somebody: faults that come with the days, and for the office what is wrong already.
struct SiteCheckReminders {
    private static let most = 30

    private let check: SiteCheck?
    private let office: OrganisationUnit.ID?
    private let today: Day

    init(_ transaction: any Transaction, site: County.ID, today: Day) throws {
        check = try SiteCheckRegister(transaction, site: site).latest(on: today)
        office = try UnitRegister(transaction, site: site).office()?.id
        self.today = today
    }

    func lines(for reader: ReminderRegister.Reader) -> [String] {
        guard let check else { return [] }
        let units = Set(reader.units)
        var lines = (reader.isOffice ? check.warnings : check.warnings(for: units, office: office)).filter { $0.day >= today }.map {
            "\($0.day) 起：\($0.sentence)（\($0.rule.severity.name)）"
        }
        if reader.isOffice {
            lines = check.report.findings(of: .veto).map { "单项否决：\($0.sentence)" } + lines
        }
        guard !lines.isEmpty else { return [] }
        let rest = lines.count > Self.most ? ["其余 \(lines.count - Self.most) 项见工作台。"] : []
        return ["【网站检查】\(check.day)检查"] + lines.prefix(Self.most) + rest + [""]
    }
}

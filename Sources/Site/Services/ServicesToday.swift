import Domain
import Operations
import Pages
import Registers

extension ServicesToday {
    /// Changed guides whose time runs, bad ratings that wait, reports that nobody has answered.
    static func load(_ view: SiteView, _ staff: Staff, today: Day) throws -> ServicesToday? {
        let (units, isOffice) = (staff.posts.filter { $0.role == .editor }.map(\.unit), staff.holds(.disclosureOffice))
        guard isOffice || !units.isEmpty else { return nil }
        let guides = try ServiceDuties.lines(view.transaction, site: view.site, units: units, isOffice: isOffice, on: today)
        var lines = guides.map { line in
            let due = if case .open(let due) = line.timing { due } else if case .overdue(let due) = line.timing { due } else { today }
            return Line(
                words: "\(line.version.content.title)第 \(line.version.number) 版：\(due.chinese)前公开",
                address: WorkRoute.service.link(line.entry.id),
                isAlarming: line.timing.isAlarming)
        }
        let ratings = try RatingDuties(view.transaction, site: view.site, on: today).open(units: units, isOffice: isOffice)
        lines += ratings.map { open in
            Line(
                words: "\(open.line.code.matter)：\(open.line.rating.level.name)"
                    + (open.standing.due.map { "，\($0.chinese)前办理" } ?? "，等待核查决定"),
                address: WorkRoute.workRating.link(open.line.rating.id), isAlarming: open.standing.isOverdue)
        }
        let reports = isOffice ? try ServiceReportRegister(view.transaction, site: view.site).openCount() : 0
        if reports > 0 {
            lines.append(Line(words: "索要材料反映：\(reports) 件没有办结", address: WorkRoute.serviceReports.link(), isAlarming: false))
        }
        return lines.isEmpty ? nil : ServicesToday(lines: lines)
    }
}

import Domain
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let bulletinEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.bulletin) { try await $0.bulletin() },
        WorkEndpoint(.bulletinFile) { try await $0.bulletinFile() },
        WorkEndpoint(.bulletinWorkbook) { try await $0.bulletinWorkbook() },
        WorkEndpoint(.saveBulletinRules) { try await $0.saveBulletinRules() },
    ]
}

extension WorkRequest {
    /// The month of the address; without one, this month.
    private func month() throws -> Day {
        let (today, text) = (now.day, query["month"] ?? "")
        guard !text.isEmpty else { return today }
        guard let first = Day(text: text + "-01"), text.utf8.count == 7, first <= today, first.year >= 2000 else {
            throw QueryRefusal(parameter: "month", value: String(text.unicodeScalars.prefix(20)))
        }
        return min(today, PublicationPeriod(.month, containing: first).last)
    }

    private func made(_ day: Day) async throws -> MonitoringBulletin {
        try await read { view in
            var bulletin = try BulletinRegister(view.transaction, site: view.site).bulletin(on: day, units: try view.unitRegister.all())
            let first = PublicationPeriod(.month, containing: day).first
            let letters = try view.messageFigures(from: first, through: day, try view.messageClock()).total
            if letters != MessageFigures() { bulletin.letters = letters }
            return bulletin
        }
    }

    private func bulletinPage(problem: String? = nil) async throws -> BulletinPage {
        let staff = try staff
        var (months, period) = ([String](), PublicationPeriod(.month, containing: now.day))
        for _ in 0..<24 {
            months.append(MonthFigures(year: period.year, month: period.index, duties: DutyCounts()).key)
            period = PublicationPeriod(.month, containing: period.first.adding(days: -1))
        }
        return BulletinPage(
            bulletin: try await made(try month()), months: months, mayChangeRules: staff.holds(.disclosureOffice), problem: problem)
    }

    func bulletin() async throws -> Answer { show(try await bulletinPage()) }

    func bulletinFile() async throws -> Answer {
        let bulletin = try await made(try month())
        let title = bulletin.title(county.placeName)
        return try await download(title, as: .docx) { () throws(UnwritableFile) in try BulletinDocument.docx(bulletin, title: title) }
    }

    func bulletinWorkbook() async throws -> Answer {
        let bulletin = try await made(try month())
        let title = bulletin.title(county.placeName)
        return try await download(title, as: .xlsx) { () throws(UnwritableFile) in try BulletinDocument.xlsx(bulletin, title: title) }
    }

    func saveBulletinRules() async throws -> Answer {
        let numbers = ["red-timeliness", "red-least", "yellow-timeliness", "yellow-missing"].map { Int(form.text($0)) ?? -1 }
        let rules = BulletinRules(
            redTimeliness: numbers[0], redLeastDue: numbers[1], yellowTimeliness: numbers[2], yellowMissing: numbers[3])
        do {
            try await SetBulletinRules(installation).run(rules, county: county.id, by: try staff)
        } catch SetBulletinRules.Refusal.invalid {
            return show(
                try await bulletinPage(problem: "规则没有保存：百分比应在 0 到 100 之间，黄榜的及时率不能高于红榜，累计件数至少是 1"), status: .unprocessableContent)
        }
        return .redirect(to: WorkRoute.bulletin.link(query: [("month", query["month"] ?? ""), ("done", WorkNotice.saved.rawValue)]))
    }
}

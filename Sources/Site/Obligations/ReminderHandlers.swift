import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

extension WorkRequest {
    func reminders() async throws -> Answer { show(try await remindersPage()) }

    func saveReminders() async throws -> Answer {
        let account = try staff.account
        let hours = ["digest", "quiet-from", "quiet-until"].map { Int(form.text($0)) ?? -1 }
        let setting = ReminderSetting(
            isOff: !form.isOn("on"), digestHour: hours[0], quietFrom: hours[1], quietUntil: hours[2], warnsOverdue: form.isOn("overdue"))
        guard setting.isValid else { throw Refusal.badRequest("时间应是 0 到 23 之间的整点，请返回重新选择。") }
        let site = county.id
        try await installation.store.write { try ReminderRegister($0, site: site).set(setting, of: account) }
        return .redirect(to: WorkRoute.reminders.link(query: [("done", WorkNotice.saved.rawValue)]))
    }

    /// The page that follows shows the address, which nobody can read again; so it is no redirection.
    func openCalendar() async throws -> Answer {
        let token = try await CalendarToken(installation).create(for: staff.account, site: county.id)
        var page = try await remindersPage()
        page.feedAddress = portal.frame(county, .home, request).origin + WorkRoute.calendarFeed.path([token])
        return show(page)
    }

    func closeCalendar() async throws -> Answer {
        try await CalendarToken(installation).revoke(for: staff.account, site: county.id)
        return .redirect(to: WorkRoute.reminders.link(query: [("done", WorkNotice.ended.rawValue)]))
    }

    private func remindersPage() async throws -> RemindersPage {
        let account = try staff.account
        return try await read { view -> RemindersPage in
            let register = ReminderRegister(view.transaction, site: view.site)
            return RemindersPage(
                setting: try register.setting(of: account), email: try register.email(of: account),
                feedOpened: try register.tokenCreated(of: account),
                records: try register.records(of: account, limit: 20).map { record in
                    RemindersPage.Record(
                        subject: record.subject, state: record.state, attempts: record.attempts, created: record.created,
                        delivered: record.delivered, lastError: record.lastError)
                })
        }
    }

    /// Overdue ones of the last year and what is due in the next half-year, soonest first.
    func calendarFeed() async throws -> Answer {
        guard let token = parameters["token"], token.utf8.count == 32 else { throw Refusal.notFound }
        let digest = CalendarToken.digest(token)
        let (moment, county) = (now, county)
        let feed = try await read { view -> CalendarFeed? in
            guard let feed = try ReminderRegister(view.transaction, site: view.site).feed(digest: digest) else { return nil }
            let shared = try ObligationView(view, staff: nil, today: moment.day)
            let filter = ObligationQueries.Filter(
                units: feed.units, from: moment.day.adding(days: -365), through: moment.day.adding(days: 183))
            let lines = try ObligationQueries(view.transaction, site: view.site).lines(filter, limit: 2000)
            return CalendarFeed(
                name: "\(county.placeName)公开任务", host: county.siteCode.isEmpty ? "mingtang" : county.siteCode, now: moment,
                entries: lines.compactMap { line in
                    guard let due = line.due else { return nil }
                    // Words that a clerk has typed may name people: they stay inside.
                    return CalendarFeed.Entry(
                        id: line.obligation.id, version: line.obligation.version, title: line.obligation.title,
                        occasion: line.obligation.occasion.periodWords, unit: shared.units[line.obligation.unit]?.name ?? "", due: due,
                        isProvisional: line.isProvisional)
                })
        }
        guard let feed else { throw Refusal.notFound }
        return Answer(mediaType: "text/calendar; charset=utf-8", body: feed.render())
    }
}

extension Obligation.Occasion {
    fileprivate var periodWords: String {
        switch self {
        case .period(let period): period.words
        case .event, .standing, .unclear: ""
        }
    }
}

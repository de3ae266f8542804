import Domain

// The places of obligations and reminders. The list itself stands in the navigation.

extension WorkRoute {
    private static let readers = Permission.roles([.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice])

    package static let obligation = WorkRoute(.get, "/work/obligations/{obligation}", readers, subject: .obligation)
    /// 免予公开
    package static let waiveObligation = WorkRoute(
        .post, "/work/obligations/{obligation}/waiver", .roles([.signer, .disclosureOffice]), subject: .obligation)
    /// 登记触发事件: the unit is chosen in the form, and asked for again when it comes back.
    package static let newTriggerEvent = WorkRoute(.get, "/work/events/new", .roles([.editor, .disclosureOffice]))
    package static let recordTriggerEvent = WorkRoute(.post, "/work/events", .roles([.editor, .disclosureOffice]))

    /// 提醒与日历
    package static let reminders = WorkRoute(.get, "/work/account/reminders", .signedIn)
    package static let saveReminders = WorkRoute(.post, "/work/account/reminders", .signedIn)
    package static let openCalendar = WorkRoute(.post, "/work/account/calendar", .signedIn)
    package static let closeCalendar = WorkRoute(.post, "/work/account/calendar/removal", .signedIn)
    /// The token in the address is the key: calendar programs cannot sign in.
    package static let calendarFeed = WorkRoute(.get, "/work/calendar/{token}.ics", .everyone)
}

import Domain
import Persistence
import Registers

/// Somebody of the staff doing something, inside one transaction (一次办理). It begins by taking the lock of the events, so that acts stand in the log in
/// their order.
struct StaffAct {
    let county: County
    let now: Instant
    let staff: Staff
    let transaction: any Transaction
    private let events: EventRegister

    init(_ transaction: any Transaction, county: County, now: Instant, by staff: Staff) throws {
        self.county = county
        self.now = now
        self.staff = staff
        self.transaction = transaction
        events = EventRegister(transaction, site: county.id)
        try events.lock()
    }

    /// The portal shows what became of it: every act outdates its pages.
    func record(_ verb: Event.Verb, on subject: Event.Subject, of unit: OrganisationUnit.ID?, reason: String) throws {
        try events.append(
            Event(actor: staff.signature(for: unit), unit: unit, verb: verb, subject: subject, reason: reason), at: now)
        try SiteRegister(transaction).contentChanged(county.id)
    }
}

/// An act on one subject, with the registers that it needs.
protocol SubjectWork {
    var act: StaffAct { get }
}

extension SubjectWork {
    var county: County { act.county }
    var now: Instant { act.now }
    var staff: Staff { act.staff }
    var transaction: any Transaction { act.transaction }

    var figures: FigureBook { get throws { try FigureRegister(transaction, site: county.id).book() } }
    var calendar: WorkingCalendar { get throws { try HolidayRegister(transaction).calendar() } }
}

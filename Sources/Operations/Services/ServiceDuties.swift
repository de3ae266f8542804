package import Domain
package import Persistence
package import Registers

/// Changed guides whose approval procedure has ended and that are not public yet.
package struct ServiceDuties {
    package struct Line: Sendable {
        package let entry: ServiceRegister.Entry
        package let version: ServiceVersion
        package let timing: ServiceTiming
    }

    /// The most urgent first. The office sees every unit's.
    package static func lines(
        _ transaction: any Transaction, site: County.ID, units: [OrganisationUnit.ID], isOffice: Bool, on today: Day
    ) throws -> [Line] {
        let (register, clock) = (ServiceRegister(transaction, site: site), try ServiceClock(transaction, site: site))
        return try register.awaiting().compactMap { kept in
            guard let entry = try register.find(kept.version.paper), isOffice || units.contains(entry.unit) else { return nil }
            return Line(entry: entry, version: kept.version, timing: clock.timing(of: kept.version, published: nil, on: today))
        }
    }
}

/// Counts by which day a changed guide must be public, with the figures and the calendar of a county.
package struct ServiceClock {
    private let book: FigureBook
    private let calendar: WorkingCalendar

    package init(_ transaction: any Transaction, site: County.ID) throws {
        book = try FigureRegister(transaction, site: site).book()
        calendar = try HolidayRegister(transaction).calendar()
    }

    package func timing(of version: ServiceVersion, published: Instant?, on today: Day) -> ServiceTiming {
        ServiceTiming(
            approval: version.approval, published: published?.day,
            workingDays: book.value(.guidePublication, on: version.approval?.day ?? today), calendar: calendar, on: today)
    }
}

package import Domain
package import Persistence
package import Registers

/// Changed guides whose approval procedure has ended and that are not public yet, and reports that the office has not answered.
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
        let register = ServiceRegister(transaction, site: site)
        return try register.awaiting().compactMap { kept in
            guard let entry = try register.find(kept.version.paper), isOffice || units.contains(entry.unit) else { return nil }
            return Line(
                entry: entry, version: kept.version,
                timing: try timing(of: kept.version, published: nil, transaction, site: site, on: today))
        }
    }

    package static func timing(
        of version: ServiceVersion, published: Instant?, _ transaction: any Transaction, site: County.ID, on today: Day
    ) throws -> ServiceTiming {
        let day = version.approval?.day ?? today
        return ServiceTiming(
            approval: version.approval, published: published?.day,
            workingDays: try FigureRegister(transaction, site: site).book().value(.guidePublication, on: day),
            calendar: try HolidayRegister(transaction).calendar(), on: today)
    }
}

package import Domain
import Persistence
import Registers

/// Inspections of the county's own portal (网站检查): one is asked for, begun by one node, and stored with what it found.
package struct CheckOwnSite {
    package enum Refusal: Error, Sendable, Hashable {
        case needsOffice
        case alreadyRunning
        case rules([InspectionRules.Fault])
        case badWarningDays(limit: Int)
    }

    private let installation: Installation
    private let county: County.ID

    package init(_ installation: Installation, county: County.ID) {
        self.installation = installation
        self.county = county
    }

    /// 检查一次: the next round of the server begins one.
    package func request(by staff: Staff) async throws {
        _ = try Self.signature(staff)
        let (now, county) = (installation.now(), county)
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county).lock()
            let register = SiteCheckRegister(transaction, site: county)
            var schedule = try register.schedule()
            guard !schedule.isRunning(at: now) else { throw Refusal.alreadyRunning }
            schedule.requested = now
            try register.put(schedule)
        }
    }

    /// Takes the inspection on when one is due, so that no other node does it as well.
    ///
    /// - Returns: whether it is to be done now.
    package func begin() async throws -> Bool {
        let (now, county) = (installation.now(), county)
        // Looking costs nothing; taking locks.
        guard try await installation.store.read({ try SiteCheckRegister($0, site: county).schedule() }).isDue(at: now) else { return false }
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: county).lock()
            let register = SiteCheckRegister(transaction, site: county)
            var schedule = try register.schedule()
            guard schedule.isDue(at: now) else { return false }
            (schedule.begun, schedule.requested) = (now, nil)
            try register.put(schedule)
            return true
        }
    }

    /// The rules in force today, and how many days ahead warnings are given.
    package func terms() async throws -> (rules: InspectionRules, warningDays: Int) {
        let (day, county) = (installation.now().day, county)
        return try await installation.store.read { transaction in
            let register = SiteCheckRegister(transaction, site: county)
            return (InspectionRules.inForce(on: day, of: try register.rules()), try register.schedule().warningDays)
        }
    }

    /// - Parameter actor: who had it done.
    package func finish(
        _ report: InspectionReport, warnings: [InspectionWarning], owners: [String: OrganisationUnit.ID], actor: String
    ) async throws -> SiteCheck {
        let (now, county) = (installation.now(), county)
        let check = SiteCheck(finished: now, report: report, warnings: warnings, owners: owners)
        let line = check.line
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county)
            try events.lock()
            let register = SiteCheckRegister(transaction, site: county)
            try register.put(check)
            var schedule = try register.schedule()
            schedule.begun = nil
            try register.put(schedule)
            let reason = "\(line.day) \(line.verdict.rawValue)：单项否决 \(line.vetoes) 个，扣分问题 \(line.deductions) 个，得分 \(line.score)"
            try events.append(
                Event(actor: actor, verb: .siteChecked, subject: Event.Subject(.site, county.rawValue), reason: reason), at: now)
        }
        return check
    }

    /// A dated set of periods and points; from its day on inspections go by it.
    package func set(_ rules: InspectionRules, warningDays: Int, by staff: Staff) async throws {
        guard rules.faults.isEmpty else { throw Refusal.rules(rules.faults) }
        guard (1...InspectionWarning.mostDays).contains(warningDays) else {
            throw Refusal.badWarningDays(limit: InspectionWarning.mostDays)
        }
        let (signature, now, county) = (try Self.signature(staff), installation.now(), county)
        try await installation.store.write { transaction in
            let events = EventRegister(transaction, site: county)
            try events.lock()
            let register = SiteCheckRegister(transaction, site: county)
            try register.put(rules)
            var schedule = try register.schedule()
            schedule.warningDays = warningDays
            try register.put(schedule)
            try events.append(
                Event(
                    actor: signature, verb: .siteCheckRulesChanged, subject: Event.Subject(.site, county.rawValue),
                    reason: rules.effective.description), at: now)
        }
    }

    private static func signature(_ staff: Staff) throws -> String {
        guard let post = staff.posts.first(where: { $0.role == .disclosureOffice }) else { throw Refusal.needsOffice }
        return staff.signature(post)
    }
}

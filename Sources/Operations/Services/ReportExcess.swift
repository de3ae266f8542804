import Cryptography
package import Domain
import Persistence
package import Registers

/// Somebody reports that more was asked for than the guide lists, and the office answers for it (索要材料反映).
package struct ReportExcess {
    package static let longestAsked = 200
    package static let longestDetail = 1_000
    package static let longestContact = 100

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameters:
    ///   - contact: empty when the citizen does not want to be asked.
    ///   - token: of the form; the same form with the same words sent twice is one report with one receipt.
    /// - Returns: the receipt number.
    /// - Throws: `ServiceRefusal`; `NoIdentityKey` when a contact was left and there is no key to seal it with.
    package func run(
        on paper: ServicePaper.ID, asked: String, detail: String, contact: String, token: String
    ) async throws -> String {
        for (field, text, limit) in [
            ("asked", asked, Self.longestAsked), ("detail", detail, Self.longestDetail), ("contact", contact, Self.longestContact),
        ] where text.unicodeScalars.count > limit {
            throw ServiceRefusal(.tooLong(field: field, limit: limit))
        }
        let (county, now) = (county, installation.now())
        let id = installation.identifiers.next(ServiceReportRegister.Report.self)
        let receipt =
            "CL\(now.day.description.replacing("-", with: ""))-\(HandwrittenSecret.text(of: Digest.sha256("report \(token)\n\(asked)\n\(detail)".utf8)))"
        let sealed =
            try contact.isEmpty ? nil : installation.openVault().seal(Array(contact.utf8), owner: id.rawValue, of: "service report")
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let register = ServiceReportRegister(transaction, site: county.id)
            guard let entry = try ServiceRegister(transaction, site: county.id).find(paper) else { throw ServiceRefusal(.noSuchPaper) }
            if try register.find(receipt: receipt) != nil { return }
            try register.insert(
                ServiceReportRegister.Report(
                    id: id, paper: paper, receipt: receipt, asked: asked, detail: detail, contact: sealed, received: now))
            try EventRegister(transaction, site: county.id).append(
                Event(
                    actor: "public", unit: entry.unit, verb: .serviceReported, subject: Event.Subject(.service, paper.rawValue)), at: now)
        }
        return receipt
    }

    /// The office writes down what it found; the citizen reads it under the receipt number.
    package func close(_ id: ServiceReportRegister.Report.ID, version: Int, outcome: String, by staff: Staff) async throws {
        let (county, now) = (county, installation.now())
        guard staff.holds(.disclosureOffice) else { throw ServiceRefusal(.needsRole) }
        guard !outcome.isEmpty else { throw ServiceRefusal(.needsReason) }
        if outcome.unicodeScalars.count > Self.longestDetail { throw ServiceRefusal(.tooLong(field: "outcome", limit: Self.longestDetail)) }
        try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            let register = ServiceReportRegister(transaction, site: county.id)
            guard let report = try register.find(id) else { throw ServiceRefusal(.noSuchReport) }
            guard report.closed == nil else { throw ServiceRefusal(.reportClosed) }
            guard report.version == version else { throw StoreError.stale(subject: report.receipt) }
            try register.close(report, outcome: outcome, signature: staff.signature(for: nil), at: now)
            try EventRegister(transaction, site: county.id).append(
                Event(
                    actor: staff.signature(for: nil), verb: .serviceReportClosed, subject: Event.Subject(.service, report.paper.rawValue),
                    reason: report.receipt), at: now)
        }
    }

    /// How to reach who reported, for the office; every look is in the log.
    package func contact(of id: ServiceReportRegister.Report.ID, by staff: Staff) async throws -> String {
        let (vault, county, now) = (try installation.openVault(), county, installation.now())
        guard staff.holds(.disclosureOffice) else { throw ServiceRefusal(.needsRole) }
        return try await installation.store.write { transaction in
            try EventRegister(transaction, site: county.id).lock()
            guard let report = try ServiceReportRegister(transaction, site: county.id).find(id), let sealed = report.contact else {
                throw ServiceRefusal(.noSuchReport)
            }
            try EventRegister(transaction, site: county.id).append(
                Event(
                    actor: staff.signature(for: nil), verb: .identityViewed, subject: Event.Subject(.service, report.paper.rawValue),
                    reason: report.receipt), at: now)
            return String(decoding: try vault.open(sealed, owner: id.rawValue, of: "service report"), as: UTF8.self)
        }
    }
}

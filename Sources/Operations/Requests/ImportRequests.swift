import Cryptography
package import Domain
import Persistence
import Registers

/// Registers many requests at once from a table (批量登记): all of them, or none.
package struct ImportRequests {
    /// A row of the table as it was read.
    package struct Row: Sendable {
        package let line: Int
        package let entry: FileRequest.Entry

        package init(line: Int, entry: FileRequest.Entry) {
            self.line = line
            self.entry = entry
        }
    }

    /// What keeps a row from being registered.
    package struct Problem: Sendable, Hashable {
        package let line: Int
        package let reason: Reason

        package enum Reason: Sendable, Hashable {
            case fault(RequestFormFault)
            case unknownUnit(String)
            case duplicate(numbers: [String])
            case request(RequestReason)
        }
    }

    package struct Refusal: Error, Sendable {
        package let problems: [Problem]
    }

    package static let mostRows = 2000

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Returns: the numbers in the order of the rows.
    /// - Throws: `Refusal` with everything that is wrong, row by row; nothing is registered then.
    package func run(_ rows: [Row], by staff: Staff) async throws -> [String] { try await run(rows, by: staff, isTrial: false) }

    /// What would keep them from being registered; nothing is.
    package func problems(_ rows: [Row], by staff: Staff) async throws -> [Problem] {
        do {
            _ = try await run(rows, by: staff, isTrial: true)
            return []
        } catch let refusal as Refusal {
            return refusal.problems
        } catch is TrialEnded {
            return []
        }
    }

    /// Rolls back what was only tried.
    private struct TrialEnded: Error {}

    private func run(_ rows: [Row], by staff: Staff, isTrial: Bool) async throws -> [String] {
        let vault = try installation.openVault()
        let (county, now) = (county, installation.now())
        let filings = rows.prefix(Self.mostRows).map { row in
            var entry = row.entry
            entry.form = entry.form.tidied
            return (
                row.line,
                Filing(
                    entry: entry, id: installation.identifiers.next(DisclosureRequest.self),
                    keys: (0..<5).map { _ in installation.identifiers.next(RecordedFact.self) }, vault: vault, now: now, staff: staff,
                    token: nil)
            )
        }
        return try await installation.store.write { transaction in
            var problems: [Problem] = []
            var numbers: [String] = []
            for (line, filing) in filings {
                let faults = filing.entry.form.faults(on: now.day).filter { !$0.canBeClarified }
                problems += faults.map { Problem(line: line, reason: .fault($0)) }
                guard faults.isEmpty else { continue }
                do {
                    numbers.append(try filing.run(transaction, county: county).number)
                } catch let refusal as RequestRefusal {
                    problems += refusal.reasons.map { Problem(line: line, reason: .request($0)) }
                } catch FileRequest.Refusal.unknownUnit(let code) {
                    problems.append(Problem(line: line, reason: .unknownUnit(code)))
                } catch FileRequest.Refusal.duplicate(let known) {
                    problems.append(Problem(line: line, reason: .duplicate(numbers: known)))
                }
            }
            // The transaction is rolled back: no half a list.
            guard problems.isEmpty else { throw Refusal(problems: problems) }
            if isTrial { throw TrialEnded() }
            return numbers
        }
    }

    /// What was read, for the browser to keep until the same person says yes: nobody else can read or change it.
    package func sealed(_ bytes: [UInt8], for staff: Staff) throws -> [UInt8] {
        try installation.openVault().seal(bytes, owner: staff.account.rawValue)
    }

    /// - Returns: `nil` when it is not what was sealed for them.
    package func opened(_ bytes: [UInt8], for staff: Staff) throws -> [UInt8]? {
        do { return try installation.openVault().open(bytes, owner: staff.account.rawValue) } catch is SealedBytes.Unreadable { return nil }
    }
}

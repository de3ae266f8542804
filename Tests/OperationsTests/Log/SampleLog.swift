import Domain
import Persistence
import Registers
import TestSupport

@testable import Operations

/// A county with a log of some hundred events: a site, units, documents that were imported and then changed.
struct SampleLog {
    let installation: Installation
    let county: County
    /// The published checkpoint, and the key that everybody knows.
    var published: SignedCheckpoint
    var key: LogKey

    static func with(_ engine: Engine, documents: Int = 60, _ body: (SampleLog) async throws -> Void) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish((1...documents).map { record($0, "原文") }, in: county)
            let first = try await MakeCheckpoint(installation).run(.demand)
            _ = try await installation.publish(
                (1...documents / 3).map { record($0, "修改后的正文") }, in: county, fingerprint: "second")
            for index in 0..<20 { try await append(index, to: installation, county) }
            let last = try await MakeCheckpoint(installation).run(.demand)
            guard first != nil, let published = last?.signed else { throw StoreError.unexpectedValue(column: "checkpoint") }
            let key = try await installation.store.read { transaction in
                try CheckpointRegister(transaction).newest().map { LogKey(name: $0.origin, publicKey: $0.publicKey) }
            }
            guard let key else { throw StoreError.unexpectedValue(column: "checkpoint") }
            try await body(SampleLog(installation: installation, county: county, published: published, key: key))
        }
    }

    private static func record(_ number: Int, _ body: String) -> DisclosureRecord {
        DisclosureRecord(
            id: "\(number)", title: "关于第\(number)件事的通知", number: "明政发〔2026〕\(number)号", issuer: number % 2 == 0 ? "县财政局" : "县民政局",
            date: "2026-03-01", published: "2026-03-02 09:00", body: "\(body)\(number)。", domain: "社会救助",
            attachments: number % 5 == 0 ? [DisclosureRecord.Attachment(name: "附件", url: "https://a.example/\(number).pdf")] : [])
    }

    /// Work inside the office, with a reason.
    static func append(_ index: Int, to installation: Installation, _ county: County) async throws {
        let now = installation.now()
        try await installation.store.write { transaction in
            _ = try EventRegister(transaction, site: county.id).append(
                Event(
                    actor: "何秀兰（审核岗）", verb: index % 2 == 0 ? .commentReceived : .unitChanged,
                    subject: Event.Subject(.unit, Int64(index + 1)),
                    digestBefore: index % 3 == 0 ? [UInt8](repeating: UInt8(index), count: 32) : nil, reason: "缺少依据\(index)"), at: now)
        }
    }

    var kept: [(name: String, checkpoint: SignedCheckpoint)] { [("检查点.txt", published)] }

    func report(isKept: Bool = true) async throws -> VerifyLog.Report {
        try await VerifyLog(installation).run(kept: isKept ? kept : [], key: key)
    }

    /// Changes the database behind the program's back, looks what is found, and undoes it.
    /// - Returns: `nil` when the database itself refuses the change.
    func findings(after change: @escaping @Sendable (any Transaction) throws -> Void, isKept: Bool = true) async throws -> [LogAudit
        .Finding]?
    {
        struct Undone: Error { let findings: [LogAudit.Finding]? }
        let (kept, key) = (isKept ? kept : [], key)
        do {
            try await installation.store.write { transaction in
                if transaction.dialect == .sqlite { try transaction.execute(script: "PRAGMA defer_foreign_keys = ON") }
                do { try change(transaction) } catch is StoreError { throw Undone(findings: nil) }
                throw Undone(findings: try VerifyLog.report(on: transaction, kept: kept, key: key).findings)
            }
            return nil
        } catch let undone as Undone {
            return undone.findings
        }
    }
}

package import Domain
import Persistence
package import Registers

/// Writes in a register: enters, changes, closes, brings in files, and settles how the register is published.
package struct KeepLedger {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    package static let longestReason = 500

    /// Whether they may write what that unit keeps.
    package static func mayKeep(_ unit: OrganisationUnit.ID, _ staff: Staff) -> Bool {
        staff.holds(.editor, for: unit) || staff.holds(.disclosureOffice)
    }

    /// - Parameter typed: by code of the column.
    /// - Throws: `LedgerRefusal`.
    package func enter(
        _ typed: [String: String], into kind: LedgerKind, unit: OrganisationUnit.ID, by staff: Staff
    ) async throws -> LedgerLine.ID {
        let id = installation.identifiers.next(LedgerLine.self)
        let (cells, faults) = LedgerCells.read(typed, as: kind)
        try await act { work in
            let line = LedgerLine(id: id, unit: unit, cells: cells)
            try work.check(line, in: kind, former: nil, faults: faults, by: staff)
            let count = try work.book.count(of: kind)
            try LedgerRefusal.check(count < LedgerKind.mostLines ? [] : [LedgerFault("", .tooMany(LedgerKind.mostLines))])
            try work.book.insert(line, in: kind, reason: "", signature: staff.signature(for: unit), at: work.now)
            try work.record(.ledgerEntered, line, in: kind, by: staff)
        }
        return id
    }

    /// - Parameter version: the one that was opened.
    /// - Throws: `LedgerRefusal`; `StoreError.stale`.
    package func change(
        _ id: LedgerLine.ID, in kind: LedgerKind, version: Int, to typed: [String: String], unit: OrganisationUnit.ID, reason: String,
        by staff: Staff
    ) async throws {
        let (cells, faults) = LedgerCells.read(typed, as: kind)
        let change = try await act { work in
            let former = try work.open(id, in: kind, version: version)
            let line = LedgerLine(id: id, unit: unit, cells: cells, version: version)
            try work.check(line, in: kind, former: former, faults: faults + Self.faults(of: reason), by: staff)
            try work.book.update(line, in: kind, reason: reason, signature: staff.signature(for: unit), at: work.now)
            try work.record(.ledgerChanged, line, in: kind, reason: reason, by: staff)
            return ValidityChange(kind, from: former.cells, to: cells)
        }
        try await follow(change, reason: reason, by: staff)
    }

    /// 注销登记: the entry stays in the history and leaves the register.
    package func close(_ id: LedgerLine.ID, in kind: LedgerKind, version: Int, reason: String, by staff: Staff) async throws {
        try await act { work in
            var line = try work.open(id, in: kind, version: version)
            let own = Self.mayKeep(line.unit, staff) ? [] : [LedgerFault("unit", .notYours)]
            try LedgerRefusal.check(own + Self.faults(of: reason))
            line.closed = work.now.day
            try work.book.update(line, in: kind, reason: reason, signature: staff.signature(for: line.unit), at: work.now)
            try work.record(.ledgerClosed, line, in: kind, reason: reason, by: staff)
        }
    }

    private static func faults(of reason: String) -> [LedgerFault] {
        if reason.isEmpty { return [LedgerFault("reason", .rule("请写明理由。"))] }
        return reason.unicodeScalars.count <= longestReason ? [] : [LedgerFault("reason", .rule("理由最多 \(longestReason) 个字。"))]
    }

    /// Settles under which item of the catalogue it is published, and how often where there is none.
    package func settle(_ setting: LedgerBook.Setting, of kind: LedgerKind, by staff: Staff) async throws {
        try await act { work in
            guard staff.holds(.disclosureOffice) else { throw LedgerRefusal([LedgerFault("", .notYours)]) }
            if let item = setting.item, try CatalogueRegister(work.transaction, site: work.county.id).appearances(of: item).isEmpty {
                throw LedgerRefusal([LedgerFault("item", .rule("目录里没有这个公开事项，请从列表中选择。"))])
            }
            try work.book.set(setting, of: kind, signature: staff.signature(for: nil), at: work.now)
            try work.events.append(
                Event(
                    actor: staff.signature(for: nil), verb: .ledgerSettled, subject: Event.Subject(.site, work.county.id.rawValue),
                    reason: kind.name), at: work.now)
        }
    }

    // MARK: Files

    /// Puts the rows of a file aside until somebody confirms them.
    package func bringIn(
        _ rows: [LedgerImport.Row], named name: String, into kind: LedgerKind, own unit: OrganisationUnit.ID?, by staff: Staff
    ) async throws -> LedgerBook.Waiting.ID {
        let id = installation.identifiers.next(LedgerBook.Waiting.self)
        try await act { work in
            try work.book.insert(
                LedgerBook.Waiting(id: id, account: staff.account, unit: unit, name: name, rows: rows, added: work.now), into: kind)
        }
        return id
    }

    /// What the rows would do now.
    package func judge(
        _ rows: [LedgerImport.Row], into kind: LedgerKind, own unit: OrganisationUnit.ID?, by staff: Staff
    ) async throws -> LedgerImport {
        let county = county
        return try await installation.store.read { try Self.judge(rows, kind, unit, LedgerBook($0, site: county.id), $0, county, staff) }
    }

    private static func judge(
        _ rows: [LedgerImport.Row], _ kind: LedgerKind, _ own: OrganisationUnit.ID?, _ book: LedgerBook, _ transaction: any Transaction,
        _ county: County, _ staff: Staff
    ) throws -> LedgerImport {
        let units = try UnitRegister(transaction, site: county.id).all()
        var byName: [String: OrganisationUnit] = [:]
        for unit in units.reversed() {
            for name in [unit.shortName, unit.name, unit.code] where !name.isEmpty { byName[name] = unit }
        }
        let named = rows.enumerated().map { index, row in
            LedgerLine(
                id: LedgerLine.ID(Int64(index + 1)), unit: OrganisationUnit.ID(0), cells: LedgerCells.read(row.texts, as: kind).cells)
        }
        let documents = try book.documents(of: named, in: kind)
        return LedgerImport(
            rows, into: kind, lines: try book.lines(of: kind), own: units.first { $0.id == own }, unit: { byName[$0] },
            mayKeep: { mayKeep($0, staff) }, isPublic: { documents[$0] != nil },
            mayMark: { documents[$0].map { ChangeValidity.isAllowed(staff, on: $0.unit) } ?? true })
    }

    /// Takes what is new or changed; what is refused stays out. Judged once more, as the register stands now.
    ///
    /// - Returns: how many were new and changed.
    @discardableResult
    package func take(
        _ rows: [LedgerImport.Row], named name: String, into kind: LedgerKind, own unit: OrganisationUnit.ID?,
        waiting: LedgerBook.Waiting.ID? = nil, by staff: Staff
    ) async throws -> (new: Int, changed: Int) {
        let ids = rows.map { _ in installation.identifiers.next(LedgerLine.self) }
        let (outcome, changes) = try await act { work in
            let found = try Self.judge(rows, kind, unit, work.book, work.transaction, work.county, staff)
            let count = try work.book.count(of: kind) + found.new.count
            try LedgerRefusal.check(count <= LedgerKind.mostLines ? [] : [LedgerFault("", .tooMany(LedgerKind.mostLines))])
            var (new, changed, changes) = (0, 0, [ValidityChange]())
            for (id, judgement) in zip(ids, found.judgements) {
                guard let unit = judgement.unit else { continue }
                let reason = "导入 \(name) 第 \(judgement.row.line) 行"
                let signature = staff.signature(for: unit)
                switch judgement.outcome {
                case .same, .refused: continue
                case .new:
                    let line = LedgerLine(id: id, unit: unit, cells: judgement.cells)
                    try work.book.insert(line, in: kind, reason: reason, signature: signature, at: work.now)
                    new += 1
                case .changed(let former, _):
                    var line = former
                    (line.unit, line.cells) = (unit, judgement.cells)
                    try work.book.update(line, in: kind, reason: reason, signature: signature, at: work.now)
                    changes += [ValidityChange(kind, from: former.cells, to: line.cells)].compactMap { $0 }
                    changed += 1
                }
            }
            if let waiting { try work.book.forget(waiting) }
            try work.events.append(
                Event(
                    actor: staff.signature(for: unit), unit: unit, verb: .ledgerImported,
                    subject: Event.Subject(.site, work.county.id.rawValue), reason: "\(kind.name)：新增 \(new) 条，变更 \(changed) 条"),
                at: work.now)
            try work.outdatePages(of: kind)
            return ((new, changed), changes)
        }
        for change in changes { try await follow(change, reason: "规范性文件登记簿", by: staff) }
        return outcome
    }

    // MARK: What follows

    /// The document of a normative document says the same as the register.
    private func follow(_ change: ValidityChange?, reason: String, by staff: Staff) async throws {
        guard let change else { return }
        let (document, validity) = (change.document, change.validity)
        let isSaid = try await installation.store.read { [county] in
            try DisclosureRegister($0, site: county.id).find(document).map { $0.validity == validity } ?? true
        }
        guard !isSaid else { return }
        try await ChangeValidity(installation, county: county).run(document, to: validity, reason: reason, by: staff)
    }

    private func act<Result: Sendable>(_ body: @escaping @Sendable (LedgerWork) throws -> Result) async throws -> Result {
        let (county, now) = (county, installation.now())
        return try await installation.store.write { transaction in
            let work = LedgerWork(transaction, county: county, now: now)
            try work.events.lock()
            return try body(work)
        }
    }
}

/// One act in a register inside its transaction.
struct LedgerWork {
    let transaction: any Transaction
    let county: County
    let now: Instant
    let book: LedgerBook
    let events: EventRegister

    init(_ transaction: any Transaction, county: County, now: Instant) {
        self.transaction = transaction
        self.county = county
        self.now = now
        book = LedgerBook(transaction, site: county.id)
        events = EventRegister(transaction, site: county.id)
    }

    /// - Throws: `UnknownLedgerLine`; `StoreError.stale`; `LedgerRefusal` when it is closed.
    func open(_ id: LedgerLine.ID, in kind: LedgerKind, version: Int) throws -> LedgerLine {
        guard let line = try book.find(id, in: kind) else { throw UnknownLedgerLine() }
        guard line.version == version else { throw StoreError.stale(subject: line.title(in: kind)) }
        guard line.closed == nil else { throw LedgerRefusal([LedgerFault("", .isClosed)]) }
        return line
    }

    func check(_ line: LedgerLine, in kind: LedgerKind, former: LedgerLine?, faults: [LedgerFault], by staff: Staff) throws {
        var faults = faults
        if !KeepLedger.mayKeep(line.unit, staff) || (former.map { !KeepLedger.mayKeep($0.unit, staff) } ?? false) {
            faults.append(LedgerFault("unit", .notYours))
        }
        if let unit = try UnitRegister(transaction, site: county.id).find(line.unit) {
            if !kind.keepers.isEmpty, !kind.keepers.contains(unit.kind) { faults.append(LedgerFault("unit", .otherUnits(kind.keepers))) }
        } else {
            faults.append(LedgerFault("unit", .unknownUnit))
        }
        let documents = try book.documents(of: [line], in: kind)
        for field in kind.fields where field.form == .document {
            if let id = line.cells.document(field.code), documents[id] == nil { faults.append(LedgerFault(field.code, .unknownDocument)) }
        }
        if let change = former.flatMap({ ValidityChange(kind, from: $0.cells, to: line.cells) }),
            let document = documents[change.document], !ChangeValidity.isAllowed(staff, on: document.unit)
        {
            faults.append(LedgerFault("validity", .otherDocument))
        }
        if let course = kind.course, !line.cells[course.field].isEmpty {
            faults += [course.fault(from: former?.cells[course.field], to: line.cells[course.field])].compactMap { $0 }
        }
        if faults.isEmpty, let twin = try book.twin(of: line, in: kind) {
            faults.append(LedgerFault(kind.title, .taken(twin.title(in: kind))))
        }
        try LedgerRefusal.check(faults)
    }

    func record(_ verb: Event.Verb, _ line: LedgerLine, in kind: LedgerKind, reason: String = "", by staff: Staff) throws {
        // A name may be somebody's: the log has the register and the number alone.
        try events.append(
            Event(
                actor: staff.signature(for: line.unit), unit: line.unit, verb: verb, subject: Event.Subject(.ledgerLine, line.id.rawValue),
                reason: reason.isEmpty ? kind.name : "\(kind.name)：\(reason)"), at: now)
        try outdatePages(of: kind)
    }

    /// Which documents are marked as off the list follows from what is entered.
    func outdatePages(of kind: LedgerKind) throws {
        if kind == .normativeDocuments { try SiteRegister(transaction).contentChanged(county.id) }
    }
}

/// There is no such entry in this register.
package struct UnknownLedgerLine: Error, Sendable {
    package init() {}
}

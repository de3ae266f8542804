/// What a file brings into a register, row by row (导入预览). Nothing is taken before it is confirmed.
package struct LedgerImport: Sendable {
    /// A row of the file.
    package struct Row: Sendable, Hashable, Codable {
        /// 1-based, as the office program shows it; of a JSON file the place of the object.
        package let line: Int
        /// By code of the column; `unit` is what was written as the unit.
        package let texts: [String: String]

        package init(line: Int, texts: [String: String]) {
            self.line = line
            self.texts = texts
        }
    }

    package enum Outcome: Sendable, Hashable {
        case new
        /// With the names of the columns that differ.
        case changed(LedgerLine, fields: [String])
        case same
        case refused([LedgerFault])
    }

    package struct Judgement: Sendable, Hashable {
        package let row: Row
        package let unit: OrganisationUnit.ID?
        package let cells: LedgerCells
        package let outcome: Outcome
    }

    package static let mostRows = 5000

    package let judgements: [Judgement]

    /// - Parameters:
    ///   - lines: the open entries.
    ///   - unit: who is meant by a unit's name, short name or code; for rows without one, `own`.
    ///   - mayKeep: whether who imports may write for that unit.
    ///   - mayMark: whether they may change the validity of that document.
    package init(
        _ rows: [Row], into kind: LedgerKind, lines: [LedgerLine], own: OrganisationUnit?,
        unit find: (String) -> OrganisationUnit?, mayKeep: (OrganisationUnit.ID) -> Bool, isPublic: (Disclosure.ID) -> Bool,
        mayMark: (Disclosure.ID) -> Bool = { _ in true }
    ) {
        let byKey = Dictionary(lines.map { ($0.cells.key(of: kind, unit: $0.unit), $0) }, uniquingKeysWith: { first, _ in first })
        var seen: [String: Int] = [:]
        judgements = rows.map { row in
            var (cells, faults) = LedgerCells.read(row.texts, as: kind)
            let name = Folding.trimmed(row.texts["unit"] ?? "")
            let found = name.isEmpty ? own : find(name)
            let unit = found?.id
            if let found {
                if !mayKeep(found.id) { faults.append(LedgerFault("unit", .notYours)) }
                if !kind.keepers.isEmpty, !kind.keepers.contains(found.kind) {
                    faults.append(LedgerFault("unit", .otherUnits(kind.keepers)))
                }
            } else {
                faults.append(LedgerFault("unit", name.isEmpty ? .missing : .unknownUnit))
            }
            for field in kind.fields where field.form == .document {
                if let id = cells.document(field.code), !isPublic(id) { faults.append(LedgerFault(field.code, .unknownDocument)) }
            }
            guard let unit, faults.isEmpty else { return Judgement(row: row, unit: unit, cells: cells, outcome: .refused(faults)) }
            let key = cells.key(of: kind, unit: unit)
            if let first = seen[key] {
                let fault = LedgerFault("", .rule("和第 \(first) 行是同一个登记事项，请只留一行。"))
                return Judgement(row: row, unit: unit, cells: cells, outcome: .refused([fault]))
            }
            seen[key] = row.line
            guard let line = byKey[key] else {
                let fault = kind.course.flatMap { $0.fault(from: nil, to: cells[$0.field]) }
                return Judgement(row: row, unit: unit, cells: cells, outcome: fault.map { .refused([$0]) } ?? .new)
            }
            guard mayKeep(line.unit) else {
                return Judgement(row: row, unit: unit, cells: cells, outcome: .refused([LedgerFault("unit", .notYours)]))
            }
            // A column that the file does not have is not emptied.
            for field in kind.fields where row.texts[field.code] == nil { cells[field.code] = line.cells[field.code] }
            let changed = kind.fields.filter { cells[$0.code] != line.cells[$0.code] }
            if let course = kind.course, let fault = course.fault(from: line.cells[course.field], to: cells[course.field]) {
                return Judgement(row: row, unit: unit, cells: cells, outcome: .refused([fault]))
            }
            if let change = ValidityChange(kind, from: line.cells, to: cells), !mayMark(change.document) {
                return Judgement(row: row, unit: unit, cells: cells, outcome: .refused([LedgerFault("validity", .otherDocument)]))
            }
            let isSame = changed.isEmpty && line.unit == unit
            return Judgement(row: row, unit: unit, cells: cells, outcome: isSame ? .same : .changed(line, fields: changed.map(\.name)))
        }
    }

    package var new: [Judgement] { judgements.filter { $0.outcome == .new } }
    package var changed: [Judgement] {
        judgements.filter { if case .changed = $0.outcome { true } else { false } }
    }
    package var refused: [Judgement] {
        judgements.filter { if case .refused = $0.outcome { true } else { false } }
    }
    package var sameCount: Int { judgements.count { $0.outcome == .same } }
}

extension LedgerKind.Course {
    /// Why a state may not follow; `nil` when it may.
    ///
    /// - Parameter former: `nil` for a new entry.
    package func fault(from former: String?, to new: String) -> LedgerFault? {
        guard let former else {
            return beginnings.contains(new) ? nil : LedgerFault(field, .noChoice(beginnings))
        }
        guard former != new else { return nil }
        let open = next[former] ?? []
        return open.contains(new) ? nil : LedgerFault(field, .noWay(from: former, to: open))
    }
}

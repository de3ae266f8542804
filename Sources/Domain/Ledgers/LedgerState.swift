/// An entry as the public reads it.
package struct LedgerRow: Sendable, Hashable {
    package let line: LedgerLine.ID
    package let unit: OrganisationUnit.ID
    package let cells: LedgerCells

    package init(line: LedgerLine.ID, unit: OrganisationUnit.ID, cells: LedgerCells) {
        self.line = line
        self.unit = unit
        self.cells = cells
    }
}

/// The state of a register on a day, as it is published (发布的登记簿).
package struct LedgerState: Sendable, Hashable {
    package let kind: LedgerKind
    /// The unit whose part it is; `nil` for the whole.
    package let unit: OrganisationUnit.ID?
    package let day: Day
    package let rows: [LedgerRow]

    package init(kind: LedgerKind, unit: OrganisationUnit.ID?, day: Day, rows: [LedgerRow]) {
        self.kind = kind
        self.unit = unit
        self.day = day
        self.rows = rows
    }

    /// The open entries with their public columns, in the order in which they were entered.
    package init(_ kind: LedgerKind, lines: [LedgerLine], unit: OrganisationUnit.ID?, on day: Day) {
        let shown = lines.filter { ($0.closed == nil) && (unit == nil || $0.unit == unit) && !kind.isLeftOut($0, day) }
        self.init(
            kind: kind, unit: unit, day: day,
            rows: shown.sorted { $0.id < $1.id }.map { LedgerRow(line: $0.id, unit: $0.unit, cells: kind.published($0.cells, kind)) })
    }

    /// The same for the same state: what its digest is made of. Each text is led by its length.
    package var canonicalBytes: [UInt8] {
        var bytes = Array("mingtang ledger 1\n".utf8)
        func add(_ text: String) { bytes += Array("\(text.utf8.count):\(text)".utf8) }
        for text in [kind.code, unit?.description ?? "", day.description] { add(text) }
        for row in rows {
            add(row.line.description)
            add(row.unit.description)
            for field in kind.publicFields { add(row.cells[field.code]) }
        }
        return bytes
    }

    /// What changed since another state.
    package func changes(since former: LedgerState?) -> LedgerChanges {
        let old = Dictionary((former?.rows ?? []).map { ($0.line, $0) }, uniquingKeysWith: { $1 })
        let now = Set(rows.map(\.line))
        return LedgerChanges(
            added: rows.filter { old[$0.line] == nil }, changed: rows.filter { row in old[row.line].map { $0 != row } ?? false },
            removed: (former?.rows ?? []).filter { !now.contains($0.line) })
    }
}

/// What is different between two states of a register.
package struct LedgerChanges: Sendable, Hashable {
    package let added: [LedgerRow]
    package let changed: [LedgerRow]
    package let removed: [LedgerRow]

    package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}

extension LedgerState {
    /// Rows that stand in the text itself; the whole is in the file that goes with it.
    package static let mostRowsInText = 100

    /// The document that publishes the state: what it is, what has changed, and the table.
    ///
    /// - Parameters:
    ///   - unitName: by unit.
    ///   - former: the state that the public reads now.
    ///   - titles: of the documents that entries name.
    package func body(
        since former: LedgerState?, titles: [Disclosure.ID: String] = [:], unitName: (OrganisationUnit.ID) -> String
    ) -> DocumentBody {
        let changes = changes(since: former)
        var blocks: [DocumentBody.Block] = [
            .paragraph("\(kind.name)截至\(day.chineseDate)共 \(rows.count) 条，全部内容见附件。"), .paragraph("依据：\(kind.basis)"),
        ]
        if let former {
            let (added, changed, removed) = (changes.added.count, changes.changed.count, changes.removed.count)
            blocks.append(.heading(level: 2, "与上次发布（\(former.day.chineseDate)）相比"))
            blocks.append(
                .paragraph(changes.isEmpty ? "没有变化。" : "新增 \(added) 条，变更 \(changed) 条，移出 \(removed) 条。"))
            for (words, rows) in [("新增", changes.added), ("变更", changes.changed), ("移出", changes.removed)] where !rows.isEmpty {
                let names = rows.prefix(20).map { $0.cells[kind.title] }.joined(separator: "；")
                blocks.append(.paragraph("\(words)：\(names)\(rows.count > 20 ? "等" : "")。"))
            }
        }
        if !rows.isEmpty {
            blocks.append(.heading(level: 2, rows.count > Self.mostRowsInText ? "前 \(Self.mostRowsInText) 条" : kind.name))
            blocks.append(
                .table(hasHeader: true, table(limit: Self.mostRowsInText, titles: titles, unitName: unitName).map { $0.map(Self.flat) }))
        }
        return DocumentBody(blocks)
    }

    /// Headings, then a row for each entry.
    package func table(
        limit: Int = .max, titles: [Disclosure.ID: String] = [:], unitName: (OrganisationUnit.ID) -> String
    ) -> [[String]] {
        func cell(_ field: LedgerField, _ cells: LedgerCells) -> String {
            guard field.form == .document, let id = cells.document(field.code) else { return cells[field.code] }
            return titles[id] ?? "/disclosures/\(id)"
        }
        return [["单位"] + kind.publicFields.map(\.name)]
            + rows.prefix(limit).map { row in [unitName(row.unit)] + kind.publicFields.map { cell($0, row.cells) } }
    }

    /// Without what parts cells and lines of a stored table.
    private static func flat(_ text: String) -> String {
        text.split(whereSeparator: { $0.isNewline || $0 == "\t" || $0 == "\u{1E}" }).joined(separator: " ")
    }
}

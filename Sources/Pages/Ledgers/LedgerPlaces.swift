package import Domain

// The places of registers in the workbench.

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice])
    private static let writers: Permission = .roles([.editor, .disclosureOffice])

    package static let ledgers = WorkRoute(.get, "/work/ledgers", readers)
    /// What the checks of all registers say.
    package static let ledgerWarnings = WorkRoute(.get, "/work/ledgers/warnings", readers)
    package static let ledger = WorkRoute(.get, "/work/ledgers/{ledger}", readers)
    package static let newLedgerLine = WorkRoute(.get, "/work/ledgers/{ledger}/new", writers)
    package static let enterLedgerLine = WorkRoute(.post, "/work/ledgers/{ledger}", writers)
    package static let importLedger = WorkRoute(.post, "/work/ledgers/{ledger}/imports", writers)
    package static let ledgerImport = WorkRoute(.get, "/work/ledgers/{ledger}/imports/{import}", writers)
    package static let takeLedgerImport = WorkRoute(.post, "/work/ledgers/{ledger}/imports/{import}", writers)
    package static let releaseLedger = WorkRoute(.post, "/work/ledgers/{ledger}/releases", .roles([.editor]))
    package static let settleLedger = WorkRoute(.post, "/work/ledgers/{ledger}/settings", .roles([.disclosureOffice]))
    package static let ledgerExport = WorkRoute(.get, "/work/ledgers/{ledger}/files/{format}", readers)
    /// The entry with its history.
    package static let ledgerLine = WorkRoute(.get, "/work/ledgers/{ledger}/entries/{line}", readers)
    package static let changeLedgerLine = WorkRoute(.post, "/work/ledgers/{ledger}/entries/{line}", writers)
    package static let closeLedgerLine = WorkRoute(.post, "/work/ledgers/{ledger}/entries/{line}/closing", writers)
}

/// What the public asks of a register: words, a unit, closed choices, an order, and from where on.
package struct LedgerQuery: Hashable, Sendable {
    package var text: String = ""
    /// Code of a unit.
    package var unit: String?
    /// By code of the column.
    package var choices: [String: String] = [:]
    /// Code of a column; with a hyphen before it, backwards.
    package var sort: String?
    /// The last entry of the page before.
    package var after: LedgerLine.ID?

    package init() {}

    package init(_ query: QueryParameters, of kind: LedgerKind) throws(QueryRefusal) {
        text = try query.text("q", limit: SearchQuery.textLimit) ?? ""
        unit = try query.text("unit", limit: 40)
        for field in kind.filters {
            guard let choice = query.filled(field.code) else { continue }
            guard field.choices.contains(choice) else { throw QueryRefusal(parameter: field.code, value: choice) }
            choices[field.code] = choice
        }
        if let order = query.filled("sort") {
            let code = order.utf8.first == UInt8(ascii: "-") ? String(order.dropFirst()) : order
            guard code == "unit" || kind.publicFields.contains(where: { $0.code == code }) else {
                throw QueryRefusal(parameter: "sort", value: String(order.prefix(40)))
            }
            sort = order
        }
        if let place = query.filled("after") {
            guard let id = LedgerLine.ID(text: place) else { throw QueryRefusal(parameter: "after", value: String(place.prefix(40))) }
            after = id
        }
    }

    package var isFiltered: Bool { !text.isEmpty || unit != nil || !choices.isEmpty }

    var queryItems: [(name: String, value: String)] {
        let first: [(name: String, value: String?)] = [("q", text.isEmpty ? nil : text), ("unit", unit)]
        let own = choices.sorted { $0.key < $1.key }.map { (name: $0.key, value: Optional($0.value)) }
        let last: [(name: String, value: String?)] = [("sort", sort), ("after", after?.description)]
        return (first + own + last).compactMap { item in item.value.map { (name: item.name, value: $0) } }
    }

    /// What is asked for of all rows, in the order asked for.
    package func rows(of all: [LedgerRow], kind: LedgerKind, units: [OrganisationUnit.ID: UnitLink]) -> [LedgerRow] {
        let words = Folding.fold(text).split(separator: " ").map { String($0) }
        var rows = all.filter { row in
            if let unit, units[row.unit]?.code != unit { return false }
            if choices.contains(where: { row.cells[$0.key] != $0.value }) { return false }
            guard !words.isEmpty else { return true }
            let whole = Folding.fold(
                (kind.publicFields.map { row.cells[$0.code] } + [units[row.unit]?.name ?? ""]).joined(separator: "\u{1F}"))
            return words.allSatisfy { whole.contains($0) }
        }
        guard let sort else { return rows }
        let isBackwards = sort.utf8.first == UInt8(ascii: "-")
        let code = isBackwards ? String(sort.dropFirst()) : sort
        let form = kind.field(code)?.form
        func isBefore(_ left: LedgerRow, _ right: LedgerRow) -> Bool {
            if form == .number || form == .money {
                let (first, second) = (ExactNumber(text: left.cells[code]), ExactNumber(text: right.cells[code]))
                if let first, let second, first != second { return first < second }
            }
            let (first, second) =
                code == "unit"
                ? (units[left.unit]?.code ?? "", units[right.unit]?.code ?? "") : (left.cells[code], right.cells[code])
            return first == second ? left.line < right.line : first < second
        }
        rows.sort { isBackwards ? isBefore($1, $0) : isBefore($0, $1) }
        return rows
    }
}

/// What stands in the columns of an entry: standard forms by the columns' codes, without those that are empty.
package struct LedgerCells: Sendable, Hashable {
    package private(set) var values: [String: String]

    package init(_ values: [String: String] = [:]) { self.values = values.filter { !$0.value.isEmpty } }

    /// Empty when there is nothing.
    package subscript(code: String) -> String {
        get { values[code] ?? "" }
        set { values[code] = newValue.isEmpty ? nil : newValue }
    }

    package func day(_ code: String) -> Day? { values[code].flatMap { Day(text: $0) } }

    package func document(_ code: String) -> Disclosure.ID? { values[code].flatMap { Disclosure.ID(text: $0) } }

    package func publicPart(of kind: LedgerKind) -> LedgerCells {
        let codes = Set(kind.publicFields.map(\.code))
        return LedgerCells(values.filter { codes.contains($0.key) })
    }

    /// Reads what was typed, column by column.
    ///
    /// - Returns: what could be read, and every fault.
    package static func read(_ typed: [String: String], as kind: LedgerKind) -> (cells: LedgerCells, faults: [LedgerFault]) {
        var (cells, faults) = (LedgerCells(), [LedgerFault]())
        for field in kind.fields {
            do throws(LedgerFault) { cells[field.code] = try field.read(typed[field.code] ?? "") } catch { faults.append(error) }
        }
        return (cells, faults.isEmpty ? kind.faults(cells) : faults)
    }

    /// The same for the same entry, whatever the spelling: letters in one case and width, without white space.
    package func key(of kind: LedgerKind, unit: OrganisationUnit.ID) -> String {
        kind.key.map { code in
            let text = Folding.fold(code == "unit" ? unit.description : self[code])
            return String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
        }.reduce(into: "") { $0 += ($0.isEmpty ? "" : "\u{1F}") + $1 }
    }
}

/// An entry of a register (登记事项). Never deleted: it is closed, and every former wording is kept.
package struct LedgerLine: Sendable, Hashable {
    package typealias ID = Identifier<LedgerLine>

    package let id: ID
    /// The unit that keeps it.
    package var unit: OrganisationUnit.ID
    package var cells: LedgerCells
    /// When it was closed; `nil` while it is open.
    package var closed: Day?
    package var changed: Instant
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, cells: LedgerCells, closed: Day? = nil, changed: Instant = Instant(milliseconds: 0),
        version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.cells = cells
        self.closed = closed
        self.changed = changed
        self.version = version
    }

    package func title(in kind: LedgerKind) -> String { cells[kind.title] }
}

/// Something about an entry that must be put right.
package struct LedgerWarning: Sendable, Hashable {
    /// `nil` when it is about the whole register.
    package let line: LedgerLine.ID?
    package let unit: OrganisationUnit.ID?
    package let title: String
    /// What is wrong.
    package let what: String
    /// How to put it right.
    package let remedy: String
    /// By when; `nil` when it is to be done now.
    package let due: Day?

    package init(line: LedgerLine.ID?, unit: OrganisationUnit.ID?, title: String, what: String, remedy: String, due: Day? = nil) {
        self.line = line
        self.unit = unit
        self.title = title
        self.what = what
        self.remedy = remedy
        self.due = due
    }
}

/// What the checks of a kind look at.
package struct LedgerFacts: Sendable {
    /// A document that an entry names.
    package struct Document: Sendable, Hashable {
        package let title: String
        /// Whose it is.
        package let unit: OrganisationUnit.ID
        package let published: Day?
        package let validity: Disclosure.Validity

        package init(title: String, unit: OrganisationUnit.ID, published: Day?, validity: Disclosure.Validity) {
            self.title = title
            self.unit = unit
            self.published = published
            self.validity = validity
        }
    }

    package let kind: LedgerKind
    package let today: Day
    /// Open ones.
    package let lines: [LedgerLine]
    /// Of those that entries name, the ones that the public can read.
    package let documents: [Disclosure.ID: Document]
    package let figures: FigureBook
    package let calendar: WorkingCalendar

    package init(
        kind: LedgerKind, today: Day, lines: [LedgerLine], documents: [Disclosure.ID: Document] = [:], figures: FigureBook = FigureBook(),
        calendar: WorkingCalendar = .released
    ) {
        self.kind = kind
        self.today = today
        self.lines = lines
        self.documents = documents
        self.figures = figures
        self.calendar = calendar
    }

    package func value(_ figure: DatedFigure) -> Int { figures.value(figure, on: today) }

    func warning(_ line: LedgerLine, _ what: String, _ remedy: String, due: Day? = nil) -> LedgerWarning {
        LedgerWarning(line: line.id, unit: line.unit, title: line.title(in: kind), what: what, remedy: remedy, due: due)
    }

    /// What is wrong with each entry by itself.
    func each(_ check: (LedgerLine) -> [LedgerWarning]) -> [LedgerWarning] { lines.flatMap(check) }
}

extension LedgerFacts {
    /// A part that is public.
    package struct Part: Sendable, Hashable {
        /// `nil` for the whole.
        package let unit: OrganisationUnit.ID?
        package let day: Day
        /// When the state was frozen.
        package let frozen: Instant

        package init(unit: OrganisationUnit.ID?, day: Day, frozen: Instant) {
            self.unit = unit
            self.day = day
            self.frozen = frozen
        }
    }

    /// Parts that were never published, or whose published state is behind.
    ///
    /// - Parameter ended: entries that were closed: the public reads them until the next state is published.
    package func publicationWarnings(_ parts: [Part], ended: [LedgerLine] = [], rhythm: LedgerRhythm) -> [LedgerWarning] {
        let all = lines + ended
        let units: [OrganisationUnit.ID?] = kind.isByUnit ? Set(all.map(\.unit)).sorted().map { $0 } : all.isEmpty ? [] : [nil]
        return units.compactMap { unit in
            let own = lines.filter { unit == nil || $0.unit == unit }
            func warning(_ what: String, due: Day? = nil) -> LedgerWarning {
                LedgerWarning(line: nil, unit: unit, title: kind.name, what: what, remedy: "核对后发布。", due: due)
            }
            guard let part = parts.first(where: { $0.unit == unit }) else {
                return own.isEmpty ? nil : warning("有 \(own.count) 条登记事项，还没有发布")
            }
            if let due = rhythm.freshUntil(part.day) {
                return due < today ? warning("\(rhythm.rawValue)发布一次，\(part.day.chineseDate)以后没有发布", due: due) : nil
            }
            let later = all.count { (unit == nil || $0.unit == unit) && $0.changed > part.frozen }
            return later > 0 ? warning("上次发布以后有 \(later) 条登记、变更或者注销登记，还没有发布") : nil
        }
    }
}

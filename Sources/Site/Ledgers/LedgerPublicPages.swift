import Domain
import Interchange
import Operations
import Pages
import Registers

extension SiteView {
    var ledgerBook: LedgerBook { LedgerBook(transaction, site: site) }

    /// The register of which a document publishes a state.
    func ledger(of document: Disclosure.ID) throws -> DocumentTies.Belonging? {
        try ledgerBook.kind(publishedBy: document).map {
            DocumentTies.Belonging(words: "本文是公开台账的发布稿", label: $0.name, address: .ledger($0.code))
        }
    }

    func titles(of rows: [LedgerRow], in kind: LedgerKind) throws -> [Disclosure.ID: String] {
        try ledgerBook.documents(of: rows, in: kind).mapValues(\.title)
    }

    func unitLinks() throws -> [OrganisationUnit.ID: UnitLink] {
        Dictionary(try unitRegister.all().map { ($0.id, UnitLink($0)) }, uniquingKeysWith: { $1 })
    }
}

extension LedgerPublicPage.Source {
    init(_ part: LedgerBook.Published) { self.init(id: part.disclosure, title: part.title, day: part.release.day) }
}

extension PublicPages {
    func ledgers() async throws -> Answer {
        try await read { [frame] view in
            let states = try view.ledgerBook.publishedKinds()
            let page = LedgersPage(lines: LedgerKind.all.map { LedgersPage.Line(kind: $0, state: states[$0.code]) })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    private func kind(_ code: String) throws -> LedgerKind {
        guard let kind = LedgerKind.find(code) else { throw Refusal.notFound }
        return kind
    }

    func ledger(_ code: String, _ query: LedgerQuery) async throws -> Answer {
        let (kind, today) = (try kind(code), installation.now().day)
        return try await read { [frame, portal, county] view in
            let (parts, rows) = try portal.ledgers.book(of: kind, in: view, county: county, on: today)
            if let unit = query.unit, try view.unitRegister.find(code: unit) == nil { throw QueryRefusal(parameter: "unit", value: unit) }
            let page = LedgerPublicPage(
                kind: kind, query: query, sources: parts.map { LedgerPublicPage.Source($0) }, all: rows, units: try view.unitLinks(),
                documents: try view.titles(of: rows, in: kind), today: today)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func ledgerLine(_ code: String, _ id: LedgerLine.ID) async throws -> Answer {
        let (kind, today) = (try kind(code), installation.now().day)
        return try await read { [frame, portal, county] view in
            let (parts, rows) = try portal.ledgers.book(of: kind, in: view, county: county, on: today)
            guard let row = rows.first(where: { $0.line == id }),
                let part = parts.first(where: { $0.release.unit == nil || $0.release.unit == row.unit })
            else { throw Refusal.notFound }
            let page = LedgerLinePage(
                kind: kind, row: row, unit: try view.unitLinks()[row.unit], source: LedgerPublicPage.Source(part),
                documents: try view.titles(of: [row], in: kind))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func ledgerFile(_ code: String, _ format: CatalogueFileFormat) async throws -> Answer {
        let (kind, today) = (try kind(code), installation.now().day)
        let (day, rows, names) = try await read { view in
            let (parts, rows) = try portal.ledgers.book(of: kind, in: view, county: county, on: today)
            guard let day = parts.map(\.release.day).max() else { throw Refusal.notFound }
            return (day, rows, try view.unitLinks().mapValues(\.name))
        }
        let title = "\(county.placeName)\(kind.name)（截至\(day)）"
        let bytes = try await kind.file(
            format, rows: rows, fields: kind.publicFields, asOf: day, title: title, unitName: { names[$0] ?? "" })
        return .download(bytes, mediaType: format.mediaType, name: "\(title).\(format.rawValue)")
    }
}

extension LedgerKind {
    /// Entries as a file, made away from the threads that serve.
    func file(
        _ format: CatalogueFileFormat, rows: [LedgerRow], fields: [LedgerField], asOf day: Day, title: String,
        unitName: @escaping @Sendable (OrganisationUnit.ID) -> String
    ) async throws -> [UInt8] {
        try await BlockingWork.run { () -> Result<[UInt8], UnwritableFile> in
            let table = [["单位"] + fields.map(\.name)] + rows.map { row in [unitName(row.unit)] + fields.map { row.cells[$0.code] } }
            switch format {
            case .xlsx:
                do throws(UnwritableFile) {
                    return .success(try LedgerFile.xlsx(table, title: title, note: "依据：\(self.basis)"))
                } catch { return .failure(error) }
            case .csv: return .success(LedgerFile.csv(table))
            case .json: return .success(LedgerFile.json(self, asOf: day, rows: rows, fields: fields, unitName: unitName))
            }
        }.get()
    }
}

extension CatalogueFileFormat {
    var mediaType: String {
        switch self {
        case .xlsx: AttachmentKind.xlsx.mediaType
        case .csv: "text/csv; charset=utf-8"
        case .json: Answer.json
        }
    }
}

extension PublicPages {
    /// 村务公开栏
    func villageBoard(_ code: String, _ quarter: LedgerQuarter) async throws -> Answer {
        let today = installation.now().day
        return try await read { [frame, portal, county] view in
            guard let unit = try view.unitRegister.find(code: code), unit.kind == .village else { throw Refusal.notFound }
            let rows = try portal.ledgers.book(of: .villageAffairs, in: view, county: county, on: today).rows.filter { row in
                row.unit == unit.id && row.cells.day("day").map(quarter.contains) ?? false
            }
            let page = VillageBoardPage(unit: UnitLink(unit), quarter: quarter, rows: rows.sorted { $0.cells["day"] < $1.cells["day"] })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func gazetteIssue(_ year: Int, _ issue: Int) async throws -> Answer {
        Answer(body: try await gazette(year, issue).render(in: frame), isCacheable: true)
    }

    /// The same as a file. It takes seconds to make: kept like a page, and not made for everybody at once.
    func gazettePDF(_ year: Int, _ issue: Int) async throws -> Answer {
        let (page, county) = (try await gazette(year, issue), county)
        guard page.hasPDF else { throw Refusal.notFound }
        guard portal.exports.allows(now: installation.now()) else { throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 60)) }
        let title = page.title(of: county)
        let bytes = try await BlockingWork.run { () -> Result<[UInt8], UnwritableFile> in
            do throws(UnwritableFile) {
                return .success(try PDFPrinter.pdf(title: title) { page.writePaper(of: county, &$0) })
            } catch { return .failure(error) }
        }.get()
        return .download(bytes, mediaType: AttachmentKind.pdf.mediaType, name: "\(title).pdf")
    }

    /// An issue of the gazette: only what is public now is shown.
    private func gazette(_ year: Int, _ issue: Int) async throws -> GazetteIssuePage {
        let (today, site) = (installation.now().day, county.id)
        return try await read { view in
            let rows = try portal.ledgers.book(of: .gazette, in: view, county: county, on: today).rows.filter {
                $0.cells["year"] == String(year) && $0.cells["issue"] == String(issue)
            }
            guard !rows.isEmpty else { throw Refusal.notFound }
            let register = DisclosureRegister(view.transaction, site: site)
            let pieces = try rows.sorted { (Int($0.cells["order"]) ?? 0) < (Int($1.cells["order"]) ?? 0) }.compactMap { row in
                try row.cells.document("document").flatMap { try register.find($0) }.map {
                    GazetteIssuePage.Piece(column: row.cells["column"], document: $0)
                }
            }
            return GazetteIssuePage(
                year: year, issue: issue, date: rows[0].cells.day("date"), pieces: pieces, hasPDF: PDFPrinter.isInstalled)
        }
    }

    /// 预决算公开
    func budgets() async throws -> Answer {
        let today = installation.now().day
        return try await read { [frame, portal, county] view in
            let (parts, rows) = try portal.ledgers.book(of: .budgets, in: view, county: county, on: today)
            let units = try view.unitRegister.all()
            let days = try FigureRegister(view.transaction, site: view.site).book().value(.budgetPublication, on: today)
            let grid = BudgetGrid(
                rows: rows, documents: try view.ledgerBook.documents(of: rows, in: .budgets), units: units.map { ($0.id, $0.kind) },
                within: days, calendar: try HolidayRegister(view.transaction).calendar(), on: today)
            let page = BudgetPage(grid: grid, units: try view.unitLinks(), days: days, asOf: parts.map(\.release.day).max())
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }
}

import Domain
import Persistence
import Registers

extension OpenDataset {
    /// What is public of a register (公开台账): the same entries as on its page.
    static func ledger(_ kind: LedgerKind) -> OpenDataset {
        let columns = kind.publicFields.map { Dataset.Column($0.code, $0.form == .document ? "\($0.name)（网站上的路径）" : $0.name) }
        return OpenDataset(
            Dataset(
                "ledger-\(kind.code)", title: kind.name, summary: kind.purpose, keywords: ["公开台账", kind.name], rhythm: .continuous,
                columns: [.init("id", "标识"), .init("unitCode", "单位代码"), .init("unit", "单位")] + columns
                    + [.init("asOf", "截至"), .init("url", "网站上的路径")])
        ) { source in
            let book = LedgerBook(source.transaction, site: source.county.id)
            let units = Dictionary(
                try UnitRegister(source.transaction, site: source.county.id).all().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            let (parts, rows) = try book.publicRows(of: kind, on: source.today)
            let documents = try book.documents(of: rows, in: kind)
            return rows.map { row -> DatasetRow in
                let cells = kind.publicFields.map { field -> DatasetValue in
                    guard field.form == .document else { return row.cells[field.code].isEmpty ? .none : .text(row.cells[field.code]) }
                    guard let id = row.cells.document(field.code), documents[id] != nil else { return .none }
                    return .text("/disclosures/\(id)")
                }
                let part = parts.first { $0.release.unit == nil || $0.release.unit == row.unit }
                return [.text(row.line.description), DatasetValue(units[row.unit]?.code), DatasetValue(units[row.unit]?.name)] + cells + [
                    DatasetValue(part?.release.day.description), .text("/ledgers/\(kind.code)/\(row.line)"),
                ]
            }
        }
    }
}

import Domain
import Interchange
import Operations
import Pages
import Persistence
import Registers

extension WorkRequest {
    private static let mostExported = 20_000

    /// 台账 as a workbook, with the county's own columns and the filters of the page.
    func ledgerFile() async throws -> Answer {
        let (staff, today) = (try staff, now.day)
        let filter = try LedgerFilter(query).first
        let (columns, entries) = try await read { view -> ([LedgerColumn], [LedgerEntry]) in
            let shared = try RequestView(view, today: today)
            let asked = try filter.asked(shared, by: staff)
            let found = try shared.queries.lines(asked, order: RequestQueries.Order(filter.order), limit: Self.mostExported + 1)
            guard found.count <= Self.mostExported else {
                throw Refusal.badRequest("一次最多导出 \(Self.mostExported) 件，请先用筛选缩小范围，例如限定收到的日期。")
            }
            let ledger = LedgerQueries(view.transaction, site: view.site)
            let (names, details) = (try ledger.handlerNames(), try ledger.details(of: found.map(\.request.id)))
            let entries = found.map { line in
                let more = details[line.request.id]
                return LedgerEntry(
                    line: shared.line(line, handlers: names), facts: more?.facts ?? [], letters: more?.letters ?? [],
                    disputes: more?.disputes ?? [])
            }
            return (try RequestSettingsRegister(view.transaction, site: view.site).settings().settings.columns, entries)
        }
        let title = "\(county.name)政府信息公开申请台账"
        let bytes = try await BlockingWork.run { () -> Result<[UInt8], UnwritableFile> in
            do throws(UnwritableFile) {
                return .success(
                    try LedgerWorkbook.xlsx(
                        columns: columns.map { LedgerWorkbook.Column($0.heading, width: $0.width) },
                        rows: entries.map { entry in columns.map(entry.text) }, title: title, note: "导出日期：\(today)，共 \(entries.count) 件"))
            } catch { return .failure(error) }
        }.get()
        return .download(
            bytes, mediaType: AttachmentKind.xlsx.mediaType, name: "\(title)\(today).xlsx")
    }
}

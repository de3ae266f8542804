import Domain
import Interchange
import Operations

/// Reads the files of one guide or catalogue into what a draft is made from.
enum CatalogueSources {
    /// - Throws: `Failure` when a file cannot be read, or has errors: all of them, file by file.
    static func read(
        files: [String], notes: String?, level: CatalogueVersion.Level, title: String, reason: String
    ) throws -> DraftCatalogue.Source {
        var items: [CatalogueReading.Item] = []
        var faults: [String] = []
        var warnings = 0
        for file in files {
            do {
                let reading = try CatalogueFile.check(path: file)
                items += reading.items
                warnings += reading.diagnostics.count { $0.severity == .warning }
                faults += reading.diagnostics.filter { $0.severity == .error }.map { "\(file)：\(place($0))\($0.message)" }
            } catch {
                throw Failure(.unusable, "\(file)：\(error.reason)")
            }
        }
        guard faults.isEmpty else { throw Failure(.content, ["目录文件有 \(faults.count) 处错误，没有编成草案："] + faults.map { "  \($0)" }) }
        if warnings > 0 { Output.error("《\(title)》的文件有 \(warnings) 处提醒，可以用 mingtang catalogue check 逐条查看。") }
        return DraftCatalogue.Source(level: level, title: title, items: items, notes: try notes.map(read(notes:)) ?? [], reason: reason)
    }

    private static func read(notes path: String) throws -> [CatalogueNote] {
        let file: TableFile
        do {
            file = try TableFile.read(path: path)
        } catch {
            throw Failure(.unusable, "\(path)：\(error.reason)")
        }
        let readings = file.sheets.filter { !$0.isHidden }.map(CatalogueNote.read)
        // One of several sheets is enough; a file without any is not a file of notes.
        guard readings.contains(where: { reading in !reading.diagnostics.contains { $0.severity == .error } }) else {
            throw Failure(.content, readings.flatMap(\.diagnostics).map { "\(path)：\($0.message)" })
        }
        for diagnostic in readings.flatMap(\.diagnostics) where diagnostic.severity == .warning {
            Output.error("\(path)：\(place(diagnostic))\(diagnostic.message)")
        }
        return readings.flatMap(\.notes)
    }

    private static func place(_ diagnostic: Diagnostic) -> String {
        guard let row = diagnostic.row, !diagnostic.message.hasPrefix("第 \(row) 行") else { return "" }
        return "第 \(row) 行，"
    }
}

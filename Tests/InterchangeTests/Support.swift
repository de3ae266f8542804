import CLibZip
import Foundation
import Testing

@testable import Interchange

/// Files that the tests make for themselves.
enum Made {
    /// A zip archive with these entries.
    static func zip(_ entries: [(name: String, bytes: [UInt8])], password: String? = nil) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "mingtang-test-\(UInt64.random(in: 0 ... .max)).zip"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code))
        var buffers: [UnsafeMutableRawPointer] = []
        defer { buffers.forEach { $0.deallocate() } }
        for entry in entries {
            let buffer = UnsafeMutableRawPointer.allocate(byteCount: max(1, entry.bytes.count), alignment: 1)
            buffers.append(buffer)
            entry.bytes.withUnsafeBytes { if let base = $0.baseAddress { buffer.copyMemory(from: base, byteCount: $0.count) } }
            let source = zip_source_buffer(archive, buffer, UInt64(entry.bytes.count), 0)
            let index = zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
            try #require(index >= 0)
            if let password { try #require(zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_AES_256), password) == 0) }
        }
        try #require(zip_close(archive) == 0)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// A workbook whose only sheet has this XML inside `<worksheet>`.
    static func workbook(sheet: String, strings: String? = nil) throws -> [UInt8] {
        let space =
            #"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
        var entries: [(String, [UInt8])] = [
            ("xl/workbook.xml", Array(#"<workbook \#(space)><sheets><sheet name="目录" sheetId="1" r:id="rId1"/></sheets></workbook>"#.utf8)),
            ("xl/worksheets/sheet1.xml", Array("<worksheet \(space)>\(sheet)</worksheet>".utf8)),
        ]
        if let strings { entries.append(("xl/sharedStrings.xml", Array("<sst \(space)>\(strings)</sst>".utf8))) }
        return try zip(entries)
    }

    /// A Word document with this XML in its body.
    static func document(body: String) throws -> [UInt8] {
        let spaces =
            #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml""#
        return try zip([("word/document.xml", Array("<w:document \(spaces)><w:body>\(body)</w:body></w:document>".utf8))])
    }

    /// Paragraph, cell, row and table of a Word document.
    static func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }
    static func wordRow(_ cells: [String]) -> String { "<w:tr>" + cells.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>" }

    static let head = ["序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道"]
    static let row = ["1", "审批结果", "结果", "《行政许可法》", "及时公开", "县发改局", "政府网站"]

    static func html(_ rows: [[String]]) -> String {
        "<table>" + rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined() + "</table>"
    }

    static func csv(_ rows: [[String]], separator: String = ",") -> String {
        rows.map { $0.joined(separator: separator) }.joined(separator: "\n") + "\n"
    }
}

/// Folders beside the tests and beside the project.
enum Places {
    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    /// Real files kept beside the project on some machines.
    static let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared")

    static func files(_ folder: URL) -> [URL] {
        let found = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return found.sorted { $0.path < $1.path }
    }
}

package import Domain

/// A catalogue file: from bytes on disk to items and diagnostics.
package enum CatalogueFile {
    /// Reads and checks one file.
    ///
    /// - Throws: `UnreadableFile` when it is no table file at all, damaged, locked, or beyond the limits.
    package static func check(path: String) throws(UnreadableFile) -> CatalogueReading {
        reading(of: try TableFile.read(path: path))
    }

    package static func check(_ bytes: [UInt8]) throws(UnreadableFile) -> CatalogueReading {
        reading(of: try TableFile.read(bytes))
    }

    private static func reading(of file: TableFile) -> CatalogueReading {
        var reading = CatalogueReader.read(file.sheets)
        reading.diagnostics = file.diagnostics + reading.diagnostics
        return reading
    }
}

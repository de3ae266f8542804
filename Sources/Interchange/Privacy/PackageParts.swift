import CLibZip

/// All parts of a package in memory, to be changed and written again in the same order.
struct PackageParts {
    private(set) var names: [String] = []
    private var parts: [String: [UInt8]] = [:]

    /// - Throws: when the package is too big, locked or damaged.
    init(_ archive: ZipArchive) throws(UnreadableFile) {
        if archive.isEncrypted { throw .encrypted }
        for name in archive.names where parts[name] == nil {
            guard let bytes = try archive.contents(of: name) else { throw .truncated }
            names.append(name)
            parts[name] = bytes
        }
    }

    /// A package that is made anew.
    init(_ contents: [(name: String, bytes: [UInt8])]) {
        for (name, bytes) in contents {
            names.append(name)
            parts[name] = bytes
        }
    }

    /// The part's own spelling of that name.
    func spelling(_ name: String) -> String? {
        parts[name] != nil ? name : names.first { $0.lowercased() == name.lowercased() }
    }

    func contains(_ name: String) -> Bool { spelling(name) != nil }

    subscript(name: String) -> [UInt8]? {
        get { spelling(name).flatMap { parts[$0] } }
        set { if let own = spelling(name) { parts[own] = newValue } }
    }

    mutating func remove(_ name: String) {
        guard let own = spelling(name) else { return }
        parts[own] = nil
        names.removeAll { $0 == own }
    }

    /// Removes parts with their relations, and every mention of them in other relations and in the list of types.
    mutating func remove(where isUnwanted: (String) -> Bool) throws(UnreadableFile) {
        let unwanted = names.filter { isUnwanted($0.lowercased()) }
        for name in unwanted {
            remove(name)
            var path = name.split(separator: "/").map(String.init)
            let file = path.popLast() ?? ""
            remove((path + ["_rels", file + ".rels"]).joined(separator: "/"))
        }
        try forget(Set(unwanted.map { $0.lowercased() }))
    }

    private mutating func forget(_ removed: Set<String>) throws(UnreadableFile) {
        guard !removed.isEmpty else { return }
        for name in names where name.lowercased().hasSuffix(".rels") {
            let owner = PartNames.owner(ofRelations: name)
            try change(name) { root in
                for relation in root.children("Relationship") where relation.attribute("TargetMode") != "External" {
                    let target = PartNames.resolved(relation.attribute("Target") ?? "", from: owner)
                    if removed.contains(target.lowercased()) { relation.remove() }
                }
            }
        }
        try change("[Content_Types].xml") { root in
            for entry in root.children("Override") {
                if let name = entry.attribute("PartName"), removed.contains(name.dropFirst().lowercased()) { entry.remove() }
            }
        }
    }

    /// Changes one XML part, if there is such a part.
    mutating func change(_ name: String, _ body: (MarkupNode) throws(UnreadableFile) -> Void) throws(UnreadableFile) {
        guard let bytes = self[name], !bytes.isEmpty else { return }
        let tree = try MarkupTree(bytes)
        try tree.withRoot(body)
        self[name] = try tree.written()
    }

    /// The package as bytes.
    func written() throws(UnreadableFile) -> [UInt8] {
        let failure = UnreadableFile("内存不足，无法写出文件。")
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let target = zip_source_buffer_create(nil, 0, 0, &error) else { throw failure }
        zip_source_keep(target)
        defer { zip_source_free(target) }
        guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, &error) else {
            zip_source_free(target)
            throw failure
        }
        var isWhole = true
        var kept: [UnsafeMutableRawPointer] = []
        defer { kept.forEach { $0.deallocate() } }
        for name in names {
            let bytes = parts[name] ?? []
            // The library reads the parts when it closes, so each stays where it is until then.
            let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
            bytes.withUnsafeBytes { if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: $0.count) } }
            kept.append(copy)
            let index = zip_file_add(archive, name, zip_source_buffer(archive, copy, UInt64(bytes.count), 0), zip_flags_t(ZIP_FL_ENC_UTF_8))
            // One day for all, so that no time of work is told and the same file gives the same bytes.
            if index < 0 || zip_file_set_mtime(archive, UInt64(index), 315_576_000, 0) != 0 { isWhole = false }
        }
        guard isWhole, zip_close(archive) == 0 else {
            zip_discard(archive)
            throw failure
        }
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        guard zip_source_stat(target, &stat) == 0, zip_source_open(target) == 0 else { throw failure }
        defer { zip_source_close(target) }
        var result = [UInt8](repeating: 0, count: Int(stat.size))
        let count = result.withUnsafeMutableBytes { zip_source_read(target, $0.baseAddress, UInt64($0.count)) }
        guard count == Int64(result.count) else { throw failure }
        return result
    }
}

extension [UInt8] {
    /// Lends the bytes as the readers of packages take them.
    func withRawBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws(UnreadableFile) -> Result
    ) throws(UnreadableFile) -> Result {
        try withUnsafeBufferPointer { buffer throws(UnreadableFile) in try body(UnsafeRawBufferPointer(buffer)) }
    }
}

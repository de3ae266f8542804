package import Domain
import Glibc

/// A saved copy of a site (网站副本): a folder with web pages at any depth, read one after the other.
package struct SavedSite: Sendable {
    package let folder: String

    static let mostFiles = 200_000
    static let mostDepth = 40
    static let mostBytesOfName = 1_000

    package init(folder: String) {
        let trimmed = folder.utf8.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        self.folder = trimmed
    }

    /// Feeds every page to the inspection, then says of every link whether the copy holds its target.
    ///
    /// - Parameter progress: told how many pages have been read, now and then.
    /// - Throws: when there is no such folder, or no page in it.
    package func inspect(_ inspection: inout SiteInspection, progress: (Int) -> Void = { _ in }) throws(UnreadableFile) {
        let files = try pages()
        guard !files.isEmpty else { throw UnreadableFile("文件夹 \(folder) 里没有网页（html、htm、shtml 等），请检查路径。") }
        if let inner = siteFolder(files) { return try inner.inspect(&inspection, progress: progress) }
        let top = Self.homeAddress(files)
        for (index, file) in files.enumerated() {
            let address = Self.address(file)
            do throws(UnreadableFile) {
                let bytes = try FileBytes.read("\(folder)/\(file)", limit: InspectedPageReader.largestPage)
                let hosts = Self.hosts(of: bytes)
                if let page = try InspectedPageReader.read(
                    bytes, address: address, isHome: address == top, hosts: hosts, asOf: inspection.asOf)
                {
                    inspection.add(page, isHome: address == top)
                }
            } catch {
                inspection.addUnreadable(address, reason: error.reason)
            }
            if index % 500 == 499 { progress(index + 1) }
        }
        guard inspection.pageCount > 0 else {
            throw UnreadableFile("文件夹 \(folder) 里的 \(files.count) 个网页文件没有一个能检查：不是网页，或者编码读不出来。请重新保存网页副本。")
        }
        tryLinks(&inspection)
    }

    // MARK: Files

    /// Paths below the folder, in order.
    private func pages() throws(UnreadableFile) -> [String] {
        var found: [String] = []
        var open: [(path: String, depth: Int)] = [("", 0)]
        while let (path, depth) = open.popLast() {
            guard let directory = opendir(path.isEmpty ? folder : "\(folder)/\(path)") else {
                if path.isEmpty { throw UnreadableFile("文件夹 \(folder) 打不开，请检查路径和权限。") }
                continue
            }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard !name.hasPrefix("."), path.utf8.count + name.utf8.count < Self.mostBytesOfName else { continue }
                let below = path.isEmpty ? name : "\(path)/\(name)"
                switch Int32(entry.pointee.d_type) {
                // What a browser saves beside a page belongs to the page; links are not followed.
                case Int32(DT_DIR) where depth < Self.mostDepth && !name.hasSuffix("_files"): open.append((below, depth + 1))
                case Int32(DT_REG) where Self.isPage(name): found.append(below)
                default: continue
                }
                guard found.count <= Self.mostFiles else { throw UnreadableFile("文件夹 \(folder) 里的网页超过 \(Self.mostFiles) 个，请分开检查。") }
            }
        }
        return found.sorted { ($0.utf8.count { $0 == 0x2F }, $0) < ($1.utf8.count { $0 == 0x2F }, $1) }
    }

    private static func isPage(_ name: String) -> Bool {
        let lower = name.lowercased()
        if endings.contains(where: lower.hasSuffix) { return true }
        // As wget saves `list.jsp?page=2`.
        return [".html?", ".htm?", ".shtml?", ".jsp?", ".aspx?", ".asp?", ".php?", ".do?"].contains { lower.contains($0) }
    }

    private static let endings = [".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php", ".do"]

    /// The page at the top of the copy.
    private static func homeAddress(_ files: [String]) -> String? {
        for name in [
            "index.html", "index.htm", "index.shtml", "default.html", "default.htm", "index.jsp", "index.php", "index.aspx", "default.aspx",
        ] {
            if let file = files.first(where: { $0 == name }) { return address(file) }
        }
        return nil
    }

    /// wget puts everything below a folder with the host's name: then that is the site.
    private func siteFolder(_ files: [String]) -> SavedSite? {
        let tops = Set(files.map { $0.prefix { $0 != "/" } })
        guard tops.count == 1, let top = tops.first, files.count > 1 else { return nil }
        let below = files.compactMap { $0.hasPrefix("\(top)/") ? String($0.dropFirst(top.count + 1)) : nil }
        return Self.homeAddress(below) == nil ? nil : SavedSite(folder: "\(folder)/\(top)")
    }

    /// As links write it.
    private static func address(_ file: String) -> String {
        if case .inside(let address) = SiteAddress.resolve("/\(escaped(file))", on: "/", hosts: []) { address } else { "/\(file)" }
    }

    /// Signs that mean something else in an address.
    private static func escaped(_ path: String) -> String {
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"): bytes += "%25".utf8
            case UInt8(ascii: "#"): bytes += "%23".utf8
            case UInt8(ascii: "?"): bytes += "%3F".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The host that a browser wrote into the page when it saved it, or that the page names as its own.
    private static func hosts(of bytes: [UInt8]) -> Set<String> {
        let head = String(decoding: bytes.prefix(8_000), as: UTF8.self)
        var hosts: Set<String> = []
        for mark in ["saved from url=(", "name=\"SiteDomain\" content=\""] {
            guard let start = head.firstRange(of: mark)?.upperBound else { continue }
            var rest = head[start...].prefix(300)
            if mark.hasSuffix("("), let address = rest.firstRange(of: "://")?.upperBound { rest = rest[address...] }
            let host = rest.utf8.prefix { (48...57).contains($0) || (97...122).contains($0 | 0x20) || $0 == 45 || $0 == 46 || $0 == 58 }
            if host.count >= 4 { hosts.insert(String(decoding: host, as: UTF8.self).lowercased()) }
        }
        return hosts
    }

    // MARK: Links

    /// A link that the copy writes without a host should lead to a file of it. Of the others, and of everything when the copy has no home
    /// page and so is but a part, nobody knows.
    private func tryLinks(_ inspection: inout SiteInspection) {
        for link in inspection.untried {
            if exists(link.target) {
                inspection.tried(link.target, .opens)
            } else {
                inspection.tried(link.target, link.isAbsolute || !inspection.hasHome ? .unknown : .dead("副本中没有这个文件"))
            }
        }
    }

    private func exists(_ target: String) -> Bool {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first.map({ Self.decoded(String($0)) }), !path.utf8.contains(0) else { return false }
        var names = [path]
        if parts.count == 2 {
            let query = Self.decoded(String(parts[1]))
            names += ["\(path)?\(query)", "\(path)@\(query)", "\(path)?\(query).html", "\(path)@\(query).html"]
        }
        if path.hasSuffix("/") {
            names = ["index.html", "index.htm", "index.shtml", "default.html", "default.htm", "index.jsp", "index.php"].map { path + $0 }
        } else if !path.suffix(6).contains(".") {
            names += ["\(path).html", "\(path)/index.html", "\(path)/index.htm", "\(path)/index.shtml"]
        }
        return names.contains { name in
            var status = stat()
            return !name.contains("/../") && stat(folder + name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        }
    }

    static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                result.append(value)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

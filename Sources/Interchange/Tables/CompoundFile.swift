/// A compound file ([MS-CFB]): the container of old Office documents, read far enough to name its streams and to take one out.
struct CompoundFile {
    private let bytes: UnsafeRawBufferPointer
    private let sectorSize: Int
    private let fat: [UInt32]
    private let miniFat: [UInt32]
    private let miniStream: [UInt8]
    private let miniCutoff: Int
    /// Name → first sector and size.
    private var streams: [String: (start: UInt32, size: Int)] = [:]

    private static let endOfChain: UInt32 = 0xFFFF_FFFE

    var names: some Collection<String> { streams.keys }

    init(_ bytes: UnsafeRawBufferPointer) throws(UnreadableFile) {
        guard bytes.count >= 1_536 else { throw .truncated }
        let shift = Self.half(bytes, 30)
        guard shift == 9 || shift == 12 else { throw .truncated }
        self.bytes = bytes
        sectorSize = 1 << shift
        miniCutoff = Int(Self.word(bytes, 56))
        let sectors = bytes.count / sectorSize
        fat = try Self.allocationTable(bytes, sectorSize: sectorSize, sectors: sectors)
        let directory = try Self.chain(from: Self.word(bytes, 48), in: fat, bytes: bytes, sectorSize: sectorSize, limit: bytes.count)
        var root: (start: UInt32, size: Int)?
        var entries: [String: (start: UInt32, size: Int)] = [:]
        directory.withUnsafeBytes { directory in
            for offset in stride(from: 0, to: directory.count - 127, by: 128) {
                let length = Int(Self.half(directory, offset + 64))
                guard (2...64).contains(length) else { continue }
                let units = stride(from: 0, to: length - 2, by: 2).map { Self.half(directory, offset + $0) }
                let entry = (start: Self.word(directory, offset + 116), size: Int(Self.word(directory, offset + 120)))
                if directory[offset + 66] == 5 { root = entry } else { entries[String(decoding: units, as: UTF16.self)] = entry }
            }
        }
        guard let root else { throw .truncated }
        streams = entries
        let miniTable = try Self.chain(from: Self.word(bytes, 60), in: fat, bytes: bytes, sectorSize: sectorSize, limit: bytes.count)
        miniFat = miniTable.withUnsafeBytes { table in stride(from: 0, to: table.count - 3, by: 4).map { Self.word(table, $0) } }
        miniStream = try Self.chain(from: root.start, in: fat, bytes: bytes, sectorSize: sectorSize, limit: bytes.count)
    }

    /// The bytes of the stream with that name; `nil` when there is none.
    func stream(_ name: String) throws(UnreadableFile) -> [UInt8]? {
        guard let entry = streams[name] else { return nil }
        guard entry.size <= bytes.count else { throw .truncated }
        var result: [UInt8]
        if entry.size >= miniCutoff {
            result = try Self.chain(from: entry.start, in: fat, bytes: bytes, sectorSize: sectorSize, limit: bytes.count)
        } else {
            result = []
            var sector = entry.start
            while sector != Self.endOfChain {
                let offset = Int(sector) * 64
                guard Int(sector) < miniFat.count, offset + 64 <= miniStream.count, result.count <= miniCutoff else { throw .truncated }
                result.append(contentsOf: miniStream[offset..<(offset + 64)])
                sector = miniFat[Int(sector)]
            }
        }
        guard result.count >= entry.size else { throw .truncated }
        result.removeSubrange(entry.size...)
        return result
    }

    private static func allocationTable(
        _ bytes: UnsafeRawBufferPointer, sectorSize: Int, sectors: Int
    ) throws(UnreadableFile) -> [UInt32] {
        var table: [UInt32] = []
        var places = stride(from: 76, to: 512, by: 4).map { word(bytes, $0) }
        var next = word(bytes, 68)
        var steps = 0
        while next < 0xFFFF_FFFA {
            let offset = (Int(next) + 1) * sectorSize
            steps += 1
            guard offset + sectorSize <= bytes.count, steps <= sectors else { throw .truncated }
            places += stride(from: offset, to: offset + sectorSize - 4, by: 4).map { word(bytes, $0) }
            next = word(bytes, offset + sectorSize - 4)
        }
        for place in places where place < 0xFFFF_FFFA {
            let offset = (Int(place) + 1) * sectorSize
            guard offset + sectorSize <= bytes.count, table.count <= sectors + sectorSize else { throw .truncated }
            table += stride(from: offset, to: offset + sectorSize, by: 4).map { word(bytes, $0) }
        }
        return table
    }

    private static func chain(
        from start: UInt32, in fat: [UInt32], bytes: UnsafeRawBufferPointer, sectorSize: Int, limit: Int
    ) throws(UnreadableFile) -> [UInt8] {
        var result: [UInt8] = []
        var sector = start
        while sector < 0xFFFF_FFFA {
            let offset = (Int(sector) + 1) * sectorSize
            // A last sector may be cut short by programs that do not pad.
            guard Int(sector) < fat.count, offset < bytes.count, result.count <= limit else { throw .truncated }
            result.append(contentsOf: bytes[offset..<min(offset + sectorSize, bytes.count)])
            sector = fat[Int(sector)]
        }
        return result
    }

    private static func half(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt16 {
        UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}

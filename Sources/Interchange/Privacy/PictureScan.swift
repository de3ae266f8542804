import CLibExif
import Domain

/// Finds where a picture was taken and who took it, in what cameras and programs write beside the picture (Exif, XMP, texts of PNG).
///
/// What can be read in the picture itself is not looked at: there is no recognition of characters.
struct PictureScan {
    let scanner: PersonalDataScanner

    static func isPicture(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0xFF, 0xD8, 0xFF]) || bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0x49, 0x49, 0x2A, 0])
            || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A])
    }

    func findings(in bytes: [UInt8]) -> [FileFinding] {
        var list = FindingList(limit: 1_000)
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            exif(bytes, into: &list)
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            chunks(of: bytes, into: &list)
        } else {
            exif(Array("Exif\0\0".utf8) + bytes, into: &list)
        }
        properties(in: bytes, into: &list)
        return list.findings
    }

    // MARK: Exif

    private func exif(_ bytes: [UInt8], into list: inout FindingList) {
        guard let data = bytes.withUnsafeBufferPointer({ exif_data_new_from_data($0.baseAddress, UInt32(clamping: $0.count)) }) else {
            return
        }
        defer { exif_data_unref(data) }
        let directories = withUnsafeBytes(of: &data.pointee.ifd) { Array($0.bindMemory(to: UnsafeMutablePointer<ExifContent>?.self)) }
        // Latitude is tag 2 and longitude tag 4 of the directory of places.
        if let places = directories.dropFirst(Int(EXIF_IFD_GPS.rawValue)).first ?? nil, has(2, in: places), has(4, in: places) {
            list.add(
                FileFinding(
                    kind: .address, place: "图片属性（GPS 位置）", sample: "***", confidence: .init(0.85), reason: "照片带有拍摄地点的经纬度，可能是住处。"))
        }
        for directory in directories {
            guard let directory else { continue }
            for index in 0..<Int(min(directory.pointee.count, 512)) {
                guard let entry = directory.pointee.entries[index] else { continue }
                list.add(scanner.findings(in: text(of: entry)), place: "图片属性（\(Self.name(entry.pointee.tag))）")
            }
        }
    }

    private func has(_ tag: UInt32, in directory: UnsafeMutablePointer<ExifContent>) -> Bool {
        exif_content_get_entry(directory, ExifTag(rawValue: tag)) != nil
    }

    /// The raw bytes as text: the library would cut long values and translate known ones.
    private func text(of entry: UnsafeMutablePointer<ExifEntry>) -> [UInt8] {
        guard let data = entry.pointee.data else { return [] }
        let bytes = UnsafeBufferPointer(start: data, count: Int(min(entry.pointee.size, 1 << 20)))
        // Windows writes its own tags in UTF-16.
        if (0x9C9B...0x9C9F).contains(entry.pointee.tag.rawValue) {
            let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        }
        return entry.pointee.format == EXIF_FORMAT_ASCII || entry.pointee.format == EXIF_FORMAT_UNDEFINED
            ? bytes.map { $0 == 0 ? 0x20 : $0 } : []
    }

    private static func name(_ tag: ExifTag) -> String {
        switch tag.rawValue {
        case 0x013B, 0x9C9D: "作者"
        case 0xA430: "相机所有人"
        case 0xA431, 0xA435: "序列号"
        case 0x8298: "版权"
        case 0x9286, 0x9C9C, 0x010E, 0x9C9B, 0x9C9F, 0x9C9E: "说明"
        default: "其他"
        }
    }

    // MARK: Other places

    /// PNG keeps Exif in a chunk of its own, and texts in others.
    private func chunks(of bytes: [UInt8], into list: inout FindingList) {
        var place = 8
        for _ in 0..<100_000 where place + 12 <= bytes.count {
            let size = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard size <= bytes.count - place - 12 else { return }
            let body = bytes[place + 8..<place + 8 + size]
            switch String(decoding: bytes[place + 4..<place + 8], as: UTF8.self) {
            case "eXIf": exif(Array("Exif\0\0".utf8) + body, into: &list)
            case "tEXt", "iTXt": list.add(scanner.findings(in: body.map { $0 == 0 ? 0x20 : $0 }), place: "图片属性（文字）")
            default: break
            }
            place += 12 + size
        }
    }

    /// The first packet of XMP, which is XML wherever it stands.
    private func properties(in bytes: [UInt8], into list: inout FindingList) {
        bytes.withUnsafeBufferPointer { buffer in
            let (start, end) = (Array("<x:xmpmeta".utf8), Array("</x:xmpmeta".utf8))
            guard let first = index(of: start, in: buffer, from: 0), let last = index(of: end, in: buffer, from: first),
                last - first < 4 << 20
            else { return }
            let packet = Array(buffer[first..<last])
            if index(of: Array("exif:GPSLatitude".utf8), in: buffer, from: first) ?? last < last {
                list.add(
                    FileFinding(
                        kind: .address, place: "图片属性（XMP 位置）", sample: "***", confidence: .init(0.85), reason: "照片带有拍摄地点的经纬度，可能是住处。"))
            }
            list.add(scanner.findings(in: packet), place: "图片属性（XMP）")
        }
    }

    private func index(of word: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var place = start
        while place + word.count <= bytes.count {
            if bytes[place] == word[0], bytes[place..<place + word.count].elementsEqual(word) { return place }
            place += 1
        }
        return nil
    }
}

/// Pictures and pages as small as they may be.
enum MadeUpPicture {
    /// The smallest TIFF with a directory of places.
    static let tiff = directory(artist: nil)

    static func jpeg(artist: String?) -> [UInt8] {
        let exif = Array("Exif\0\0".utf8) + directory(artist: artist)
        return [0xFF, 0xD8, 0xFF, 0xE1, UInt8((exif.count + 2) >> 8), UInt8((exif.count + 2) & 0xFF)] + exif + [0xFF, 0xD9]
    }

    private static func directory(artist: String?) -> [UInt8] {
        let name: [UInt8] = artist.map { Array($0.utf8) + [0] } ?? []
        let entries = artist == nil ? 1 : 2
        let start = 8 + 2 + entries * 12 + 4
        let place = start + name.count + name.count % 2
        var bytes: [UInt8] = [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0] + half(entries)
        if artist != nil {
            bytes += half(0x013B) + half(2)
            bytes += word(name.count) + word(start)
        }
        bytes += half(0x8825) + half(4)
        bytes += word(1) + word(place)
        bytes += word(0) + name
        if name.count % 2 == 1 { bytes.append(0) }
        let values = place + 2 + 4 * 12 + 4
        bytes += half(4)
        for fields in [[1, 2, 2, 0x4E], [2, 5, 3, values], [3, 2, 2, 0x45], [4, 5, 3, values + 24]] {
            bytes += half(fields[0])
            bytes += half(fields[1])
            bytes += word(fields[2])
            bytes += word(fields[3])
        }
        bytes += word(0)
        for degree in [30, 15, 0, 111, 20, 0] { bytes += word(degree) + word(1) }
        return bytes
    }

    private static func half(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    private static func word(_ value: Int) -> [UInt8] { half(value & 0xFFFF) + half(value >> 16) }

    /// One page with a line of text under a black box.
    static func pdf(_ text: String, author: String) -> [UInt8] {
        let drawing = "BT /F1 12 Tf 20 100 Td (\(text)) Tj ET 0 0 0 rg 10 90 250 30 re f"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            "<< /Length \(drawing.utf8.count) >>\nstream\n\(drawing)\nendstream", "<< /Author (\(author)) >>",
        ]
        var file = "%PDF-1.4\n"
        var places: [Int] = []
        for (number, object) in objects.enumerated() {
            places.append(file.utf8.count)
            file += "\(number + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places { file += String(repeating: "0", count: 10 - String(place).count) + "\(place) 00000 n \n" }
        file += "trailer << /Size \(objects.count + 1) /Root 1 0 R /Info 6 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(file.utf8)
    }
}

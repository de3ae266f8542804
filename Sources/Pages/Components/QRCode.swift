import CQRencode

/// A QR code (GB/T 18284, ISO/IEC 18004) of an address, so that paper leads back to the page. Byte mode, error correction M.
struct QRCode {
    /// Modules on a side.
    let size: Int
    private let dark: [Bool]

    /// `nil` when the text is longer than 180 bytes: more would be too fine to read from paper at the size we print.
    init?(_ text: String) {
        guard text.utf8.count <= 180, !text.utf8.contains(0), let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        size = width
        // The lowest bit of each byte is the module's colour.
        dark = UnsafeBufferPointer(start: code.pointee.data, count: width * width).map { $0 & 1 == 1 }
    }

    subscript(column: Int, row: Int) -> Bool { dark[row * size + column] }
}

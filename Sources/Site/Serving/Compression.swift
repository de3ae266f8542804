import CZlib

/// gzip (RFC 1952), which every browser reads.
enum Compression {
    enum Effort: Int32 {
        /// For an answer made for one request.
        case fast = 1
        /// For a page that is kept.
        case best = 9
    }

    /// `nil` when zlib refuses or the result is not smaller.
    static func gzip(_ bytes: [UInt8], effort: Effort) -> [UInt8]? {
        guard bytes.count >= 512 else { return nil }
        var stream = z_stream()
        // 15 bits of window, 16 for the gzip header.
        guard
            deflateInit2_(
                &stream, effort.rawValue, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count)
        let written: Int? = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
                return target.count - Int(stream.avail_out)
            }
        }
        return written.map { Array(output.prefix($0)) }
    }
}

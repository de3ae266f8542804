import CZlib

/// Compresses what comes piece by piece (gzip, RFC 1952), in memory that does not grow.
package struct GzipStream: ~Copyable {
    private static let room = 64 * 1024

    // Behind a pointer of its own: zlib remembers where it lies.
    private let stream: UnsafeMutablePointer<z_stream>
    private var output = [UInt8](repeating: 0, count: room)

    package init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, 16 for the gzip header; the fastest level, because dumps are made of much text and read once.
        let outcome = deflateInit2_(
            stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(outcome == Z_OK, "zlib does not start")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    package mutating func append<Failure>(
        _ bytes: [UInt8], to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try run(bytes, Z_NO_FLUSH, sink)
    }

    /// What is still inside, and the end.
    package mutating func finish<Failure>(to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
        try run([], Z_FINISH, sink)
    }

    private mutating func run<Failure>(
        _ bytes: [UInt8], _ flush: Int32, _ sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        var input = bytes
        var failure: Failure?
        let stream = stream
        input.withUnsafeMutableBufferPointer { source in
            stream.pointee.next_in = source.baseAddress
            stream.pointee.avail_in = UInt32(source.count)
            output.withUnsafeMutableBufferPointer { target in
                repeat {
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(target.count)
                    let outcome = deflate(stream, flush)
                    precondition(outcome == Z_OK || outcome == Z_STREAM_END || outcome == Z_BUF_ERROR, "zlib failed with \(outcome)")
                    let count = target.count - Int(stream.pointee.avail_out)
                    do throws(Failure) {
                        if count > 0 { try sink(UnsafeRawBufferPointer(start: target.baseAddress, count: count)) }
                    } catch {
                        failure = error
                        return
                    }
                } while stream.pointee.avail_out == 0
            }
        }
        if let failure { throw failure }
    }
}

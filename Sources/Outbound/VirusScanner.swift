import Dispatch
import Glibc

/// Asks a virus scanner (clamd) whether a file is clean.
///
/// Source for the protocol: clamd(8), `INSTREAM`: pieces, each after its length in four bytes, highest first; an empty piece ends the file.
/// The answer is a line such as `stream: OK` or `stream: Eicar-Test-Signature FOUND`.
package struct VirusScanner: Sendable {
    package enum Verdict: Sendable, Hashable {
        case clean
        /// With the name that the scanner gives it.
        case infected(String)
        /// The file was not examined: whoever asks must treat it as not clean. With the reason, in Chinese.
        case unavailable(String)
    }

    /// The address is neither `unix:/path` nor `tcp://host:port`.
    package struct BadAddress: Error, Sendable, Hashable, CustomStringConvertible {
        package let address: String
        package var description: String {
            "查毒程序地址“\(address)”不正确，应写成 unix:/run/clamav/clamd.ctl 或 tcp://127.0.0.1:3310。"
        }
    }

    private enum Address: Sendable, Hashable {
        case socket(path: String)
        case host(String, port: String)
    }

    private let address: Address
    /// How long one step may take: connecting, sending a piece, waiting for the verdict.
    private let timeoutInSeconds: Int

    package init(address: String, timeoutInSeconds: Int = 60) throws(BadAddress) {
        guard let parsed = Self.parse(address) else { throw BadAddress(address: address) }
        self.address = parsed
        self.timeoutInSeconds = timeoutInSeconds
    }

    /// Has the file examined; waits without holding up anything else.
    package func scan(fileAt path: String) async -> Verdict {
        let scanner = self
        return await withCheckedContinuation { continuation in
            Self.queues[path.utf8.reduce(0) { ($0 + Int($1)) % Self.queues.count }].async {
                continuation.resume(returning: scanner.examine(fileAt: path))
            }
        }
    }

    /// Whether the scanner is there and answers.
    package func isReady() async -> Bool {
        let scanner = self
        return await withCheckedContinuation { continuation in
            Self.queues[0].async { continuation.resume(returning: scanner.answersPing()) }
        }
    }

    /// At most four files at a time: a scanner has few threads, and many waiting ones help nobody.
    private static let queues = (0..<4).map { DispatchQueue(label: "virus-scanner-\($0)") }

    // MARK: Addresses

    private static func parse(_ text: String) -> Address? {
        if text.utf8.starts(with: "unix:".utf8) {
            let path = String(text.utf8.dropFirst(5)) ?? ""
            // The kernel's limit, with the zero byte at the end.
            return path.utf8.first == UInt8(ascii: "/") && path.utf8.count < 108 ? .socket(path: path) : nil
        }
        guard text.utf8.starts(with: "tcp://".utf8) else { return nil }
        let rest = text.utf8.dropFirst(6)
        guard let colon = rest.lastIndex(of: UInt8(ascii: ":")), let port = UInt16(Substring(rest[rest.index(after: colon)...])), port > 0
        else { return nil }
        var host = Substring(rest[..<colon])
        if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]") { host = host.dropFirst().dropLast() }
        return host.isEmpty ? nil : .host(String(host), port: String(port))
    }

    // MARK: The conversation

    private func examine(fileAt path: String) -> Verdict {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return .unavailable("待查的文件打不开。") }
        defer { close(file) }
        guard let connection = ClamConnection(connect()) else { return .unavailable("查毒程序没有运行或连接不上。") }
        guard connection.send(Array("zINSTREAM\0".utf8)) else { return .unavailable("查毒程序中断了连接。") }
        var piece = [UInt8](repeating: 0, count: 4 + 64 << 10)
        while true {
            let room = piece.count - 4
            let count = piece.withUnsafeMutableBytes { read(file, $0.baseAddress?.advanced(by: 4), room) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .unavailable("读取待查的文件时出错。") }
            for place in 0..<4 { piece[place] = UInt8(truncatingIfNeeded: count >> (24 - 8 * place)) }
            // The scanner may stop reading and say why, as it does with a file that is too large for it.
            guard connection.send(piece[..<(4 + count)]) else { break }
            if count == 0 { break }
        }
        return Self.verdict(connection.receiveLine())
    }

    private func answersPing() -> Bool {
        guard let connection = ClamConnection(connect()), connection.send(Array("zPING\0".utf8)) else { return false }
        return connection.receiveLine() == "PONG"
    }

    /// What a line of the scanner means. Only the two lines that the protocol knows are verdicts.
    static func verdict(_ line: String?) -> Verdict {
        guard let line else { return .unavailable("查毒程序没有按时回答。") }
        if line == "stream: OK" { return .clean }
        if line.utf8.starts(with: "stream: ".utf8), line.hasSuffix(" FOUND") {
            let name = line.dropFirst("stream: ".count).dropLast(" FOUND".count)
            return .infected(
                String(String.UnicodeScalarView(name.unicodeScalars.filter { $0.value > 0x1F && $0.value != 0x7F }.prefix(100))))
        }
        if line.contains("size limit exceeded") { return .unavailable("文件超过查毒程序能检查的大小（clamd 的 StreamMaxLength）。") }
        return .unavailable("查毒程序没有给出结论。")
    }

    // MARK: Sockets

    /// - Returns: a connected socket, or -1.
    private func connect() -> Int32 {
        switch address {
        case .socket(let path): connect(path: path)
        case .host(let host, let port): connect(host: host, port: port)
        }
    }

    private func connect(path: String) -> Int32 {
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private func connect(host: String, port: String) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &hints, &list) == 0, let list else { return -1 }
        defer { freeaddrinfo(list) }
        var entry: UnsafeMutablePointer<addrinfo>? = list
        while let candidate = entry {
            let file = connect(candidate.pointee.ai_family, candidate.pointee.ai_addr, candidate.pointee.ai_addrlen)
            if file >= 0 { return file }
            entry = candidate.pointee.ai_next
        }
        return -1
    }

    /// On Linux the time-out for sending also bounds connecting.
    private func connect(_ family: Int32, _ target: UnsafePointer<sockaddr>?, _ length: socklen_t) -> Int32 {
        let file = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0, let target else { return -1 }
        var limit = timeval(tv_sec: timeoutInSeconds, tv_usec: 0)
        setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if Glibc.connect(file, target, length) == 0 { return file }
        close(file)
        return -1
    }
}

/// A socket to the scanner; closed when it is let go.
private final class ClamConnection {
    private let file: Int32

    init?(_ file: Int32) {
        guard file >= 0 else { return nil }
        self.file = file
    }

    deinit { close(file) }

    /// - Returns: whether everything was taken, in time.
    func send(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            // A scanner that hangs up must not end this process by a signal.
            let count = rest.withUnsafeBytes { Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// The answer up to its zero byte or the end; `nil` when nothing comes in time.
    func receiveLine() -> String? {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 512)
        while line.count < 4096 {
            let count = buffer.withUnsafeMutableBytes { recv(file, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            line += buffer[..<count]
            if let end = line.firstIndex(where: { $0 == 0 || $0 == 10 }) {
                line.removeSubrange(end...)
                break
            }
        }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }
}

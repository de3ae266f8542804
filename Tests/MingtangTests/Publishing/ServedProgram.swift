import Foundation
import Glibc
import Synchronization

/// The built program, serving a place's database on a port that the system chose.
struct ServedProgram {
    let process: Process
    let port: UInt16

    struct DidNotStart: Error {
        let errors: String
    }

    /// - Returns: once the program has said where it listens.
    static func start(in place: CommandPlace) async throws -> ServedProgram {
        let environment = ["MINGTANG_FILES": place.folder.appending(path: "files").path, "MINGTANG_CHECK_LINKS": "no"]
        let (process, output, errors) = try place.process(["serve", "--port", "0"] + place.options, environment: environment)
        try process.run()
        let mark = "明堂已启动：http://127.0.0.1:"
        for _ in 0..<3000 where process.isRunning {
            let text = try String(contentsOf: output, encoding: .utf8)
            if let start = text.firstRange(of: mark)?.upperBound, let end = text[start...].firstIndex(of: "/") {
                guard let port = UInt16(text[start..<end]) else { break }
                return ServedProgram(process: process, port: port)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        Foundation.kill(process.processIdentifier, SIGKILL)
        throw DidNotStart(errors: try String(contentsOf: errors, encoding: .utf8))
    }

    /// Ends it with no warning.
    /// - Returns: whether that was what ended it.
    func kill() async throws -> Bool {
        Foundation.kill(process.processIdentifier, SIGKILL)
        while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
        return process.terminationReason == .uncaughtSignal
    }

    /// Asks it to end.
    /// - Returns: its exit code.
    func stop() async throws -> Int32 {
        Foundation.kill(process.processIdentifier, SIGTERM)
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        return process.terminationStatus
    }

    func connect() throws -> ServedConnection { try ServedConnection(port: port) }
}

/// One keep-alive connection that waits for each answer; to be used from one thread.
final class ServedConnection {
    /// The server has gone, before the whole answer was here.
    struct Closed: Error {}

    struct Answer {
        let status: Int
        let head: String
        let body: String

        /// The value of a header field.
        func field(_ name: String) -> String? {
            let prefix = "\(name.lowercased()): "
            return head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(prefix) }.map { String($0.dropFirst(prefix.utf8.count)) }
        }
    }

    private let descriptor: Int32
    private let port: UInt16
    private var received: [UInt8] = []

    init(port: UInt16) throws {
        self.port = port
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) }
        }
        guard outcome == 0 else { throw Closed() }
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        // A server that hangs is a failure, not a test that never ends.
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func get(_ path: String, cookie: String? = nil) throws -> Answer {
        try ask("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(Self.line(cookie))\r\n")
    }

    /// Sends a form.
    func post(_ path: String, _ fields: [(String, String)], cookie: String? = nil) throws -> Answer {
        let form = fields.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
        return try ask(
            "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(Self.line(cookie))Content-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: \(form.utf8.count)\r\n\r\n\(form)")
    }

    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }

    private static func line(_ cookie: String?) -> String { cookie.map { "Cookie: \($0)\r\n" } ?? "" }

    private func ask(_ text: String) throws -> Answer {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Closed() }
            sent += count
        }
        let end = Array("\r\n\r\n".utf8)
        var headEnd = received.firstRange(of: end)
        while headEnd == nil {
            try receive()
            headEnd = received.firstRange(of: end)
        }
        guard let headEnd else { throw Closed() }
        let head = String(decoding: received[..<headEnd.lowerBound], as: UTF8.self)
        let answer = Answer(status: head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0, head: head, body: "")
        let length = answer.field("Content-Length").flatMap { Int($0) } ?? 0
        while received.count < headEnd.upperBound + length { try receive() }
        let body = String(decoding: received[headEnd.upperBound..<headEnd.upperBound + length], as: UTF8.self)
        received.removeFirst(headEnd.upperBound + length)
        return Answer(status: answer.status, head: head, body: body)
    }

    private func receive() throws {
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count > 0 else { throw Closed() }
        received += piece[..<count]
    }
}

/// Threads of their own, because a connection blocks, and other tests need Swift's.
enum OwnThreads {
    /// Runs the work on so many threads at once, and returns when the last has ended.
    static func run(_ count: Int, _ work: @escaping @Sendable () -> Void) async {
        await withTaskGroup { group in
            for _ in 0..<count {
                group.addTask {
                    await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
                        let thread = Thread {
                            work()
                            ended.resume()
                        }
                        thread.start()
                    }
                }
            }
        }
    }
}

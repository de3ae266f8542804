import Dispatch
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Outbound

@Suite("Having files examined for viruses", .timeLimit(.minutes(10))) struct VirusScannerTests {
    /// The test file that every scanner takes for a virus, put together here so that this source is not taken for one.
    static let eicar = Array((#"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR"# + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").utf8)

    static func file(_ bytes: [UInt8]) throws -> String {
        let path = NSTemporaryDirectory() + "mingtang-scan-\(UInt64.random(in: 0 ... .max))"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    static func scan(_ bytes: [UInt8], _ address: String, timeout: Int = 5) async throws -> VirusScanner.Verdict {
        let path = try file(bytes)
        defer { unlink(path) }
        return await (try VirusScanner(address: address, timeoutInSeconds: timeout)).scan(fileAt: path)
    }

    @Test("A clean file is clean, EICAR is found, over both kinds of socket", arguments: [false, true])
    func verdicts(_ overNetwork: Bool) async throws {
        let server = try FakeScanner(overNetwork: overNetwork)
        defer { server.stop() }
        let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        let clean = try await Self.scan(large, server.address)
        #expect(clean == .clean)
        #expect(server.received == large.count)
        let infected = try await Self.scan(Self.eicar, server.address)
        #expect(infected == .infected("Eicar-Test-Signature"))
        let empty = try await Self.scan([], server.address)
        #expect(empty == .clean)
        let isReady = await (try VirusScanner(address: server.address)).isReady()
        #expect(isReady)
    }

    @Test("A scanner that is not there, says nothing, hangs up or refuses the size leaves the file unexamined")
    func unavailable() async throws {
        let none = try await Self.scan([1], "unix:/nonexistent/clamd.ctl")
        #expect(none == .unavailable("查毒程序没有运行或连接不上。"))
        let closedPort = try await Self.scan([1], "tcp://127.0.0.1:1")
        #expect(closedPort == .unavailable("查毒程序没有运行或连接不上。"))
        for (behaviour, reason) in [
            (FakeScanner.Behaviour.silent, "查毒程序没有按时回答。"), (.hangsUp, "查毒程序没有按时回答。"),
            (.refusesSize, "文件超过查毒程序能检查的大小（clamd 的 StreamMaxLength）。"), (.fails, "查毒程序没有给出结论。"),
        ] {
            let server = try FakeScanner(behaviour)
            defer { server.stop() }
            let verdict = try await Self.scan([UInt8](repeating: 65, count: 2_000_000), server.address, timeout: 1)
            #expect(verdict == .unavailable(reason), "\(behaviour)")
        }
        let missing = await (try VirusScanner(address: "unix:/tmp/x")).scan(fileAt: "/nonexistent/file")
        #expect(missing == .unavailable("待查的文件打不开。"))
        let isReady = await (try VirusScanner(address: "unix:/nonexistent/clamd.ctl")).isReady()
        #expect(!isReady)
    }

    @Test("Only the protocol's own words are a verdict")
    func words() {
        #expect(VirusScanner.verdict("stream: OK") == .clean)
        #expect(VirusScanner.verdict("stream: Win.Test.EICAR_HDB-1 FOUND") == .infected("Win.Test.EICAR_HDB-1"))
        for line in ["OK", "stream: OK FOUN", "", "stream: Can't allocate memory ERROR", "UNKNOWN COMMAND", "stream:OK"] {
            guard case .unavailable = VirusScanner.verdict(line) else {
                Issue.record("\(line) counts as a verdict")
                continue
            }
        }
    }

    @Test(
        "An address that makes no sense is refused with an example",
        arguments: [
            "", "clamd", "unix:", "unix:relative", "tcp://", "tcp://host", "tcp://:3310", "tcp://host:0", "tcp://host:99999",
            "http://host:80",
            "unix:/" + String(repeating: "a", count: 110),
        ])
    func addresses(_ address: String) {
        #expect(throws: VirusScanner.BadAddress(address: address)) { _ = try VirusScanner(address: address) }
        #expect(VirusScanner.BadAddress(address: address).description.contains("unix:/run/clamav/clamd.ctl"))
    }
}

/// A scanner that knows one virus.
private final class FakeScanner: Sendable {
    enum Behaviour { case scans, silent, hangsUp, refusesSize, fails }

    let address: String
    private let listener: Int32
    private let path: String?
    private let total = Mutex(0)

    /// Bytes of the largest file so far.
    var received: Int { total.withLock { $0 } }

    init(_ behaviour: Behaviour = .scans, overNetwork: Bool = false) throws {
        let listener = socket(overNetwork ? AF_INET : AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        if overNetwork {
            var place = sockaddr_in()
            place.sin_family = sa_family_t(AF_INET)
            place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let port = withUnsafeMutablePointer(to: &place) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> Bool in
                    bind(listener, pointer, length) == 0 && getsockname(listener, pointer, &length) == 0
                }
            }
            try #require(port)
            address = "tcp://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
            path = nil
        } else {
            let path = "/tmp/mingtang-clamd-\(UInt32.random(in: 0 ... .max)).ctl"
            var place = sockaddr_un()
            place.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: path.utf8) }
            let isBound = withUnsafePointer(to: &place) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                }
            }
            try #require(isBound)
            address = "unix:\(path)"
            self.path = path
        }
        try #require(listen(listener, 8) == 0)
        // A thread of its own: it waits in `accept` until the listener is shut.
        Thread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                answer(connection, behaviour)
                close(connection)
            }
        }.start()
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        if let path { unlink(path) }
    }

    private func answer(_ connection: Int32, _ behaviour: Behaviour) {
        func take(_ count: Int) -> [UInt8]? {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while bytes.count < count {
                let got = recv(connection, &buffer, min(buffer.count, count - bytes.count), 0)
                guard got > 0 else { return nil }
                bytes += buffer[..<got]
            }
            return bytes
        }
        func say(_ text: String) { _ = send(connection, text + "\0", text.utf8.count + 1, Int32(MSG_NOSIGNAL)) }
        var command: [UInt8] = []
        while let byte = take(1)?.first, byte != 0 { command.append(byte) }
        if command == Array("zPING".utf8) { return say("PONG") }
        guard command == Array("zINSTREAM".utf8) else { return say("UNKNOWN COMMAND") }
        switch behaviour {
        case .hangsUp: return
        case .refusesSize: return say("INSTREAM size limit exceeded. ERROR")
        default: break
        }
        var file: [UInt8] = []
        while let length = take(4)?.reduce(0, { $0 << 8 | Int($1) }), length > 0, let piece = take(length) { file += piece }
        total.withLock { $0 = max($0, file.count) }
        switch behaviour {
        case .silent: sleep(3)
        case .fails: say("stream: Can't open file or directory ERROR")
        default: say(file == VirusScannerTests.eicar ? "stream: Eicar-Test-Signature FOUND" : "stream: OK")
        }
    }
}

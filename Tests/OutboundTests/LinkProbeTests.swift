import Glibc
import Testing

@testable import Outbound

@Suite("Trying links") struct LinkProbeTests {
    @Test(
        "An address inside a private network is never reached, however it is written",
        arguments: [
            "http://127.0.0.1/", "http://10.1.2.3/a", "http://192.168.0.1", "http://172.16.0.9", "http://169.254.169.254/latest",
            "http://127.1/",
            "http://2130706433/", "http://0x7f000001/", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://0.0.0.0/", "http://localhost/", "http://100.64.0.1/",
        ])
    func privateAddresses(_ address: String) async {
        #expect(await LinkProbe(timeoutInSeconds: 3).ask(address) == .refused)
    }

    @Test(
        "What is no web address is not reached",
        arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "http://", "http://name.invalid/"])
    func others(_ address: String) async {
        #expect(await LinkProbe(timeoutInSeconds: 3).ask(address) == .unreachable)
    }

    @Test(
        "The status of the answer is told; a server that does not know HEAD is asked again",
        arguments: [(200, 200), (404, 404), (405, 405)])
    func statuses(_ sent: Int, _ expected: Int) async throws {
        let server = try #require(OneAnswer(status: sent))
        let probe = LinkProbe(timeoutInSeconds: 3, mayBePrivate: true)
        #expect(await probe.ask("http://127.0.0.1:\(server.port)/") == .answered(status: expected))
    }
}

/// A server that gives the same answer to everybody, until the test ends.
final class OneAnswer: Sendable {
    let port: UInt16
    private let socketNumber: Int32

    convenience init?(status: Int) { self.init("HTTP/1.1 \(status) X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n") }

    /// - Parameter answer: as it goes over the wire.
    init?(_ answer: String) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { return nil }
        port = UInt16(bigEndian: place.sin_port)
        socketNumber = listener
        let thread = ServerThread(listener: listener, text: Array(answer.utf8))
        thread.start()
    }

    deinit { shutdown(socketNumber, Int32(SHUT_RDWR)) }
}

/// Answers until its listener is shut down.
private struct ServerThread {
    let listener: Int32
    let text: [UInt8]

    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Box(self))
        pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                let server = Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().value
                while true {
                    let client = accept(server.listener, nil, nil)
                    guard client >= 0 else { break }
                    var buffer = [UInt8](repeating: 0, count: 4096)
                    _ = read(client, &buffer, buffer.count)
                    _ = write(client, server.text, server.text.count)
                    close(client)
                }
                close(server.listener)
                return nil
            }, context.toOpaque())
        pthread_detach(thread)
    }

    private final class Box {
        let value: ServerThread
        init(_ value: ServerThread) { self.value = value }
    }
}

import Foundation
import Glibc
import Synchronization

/// A web server of a few answers on this machine that remembers what it was asked for.
final class MadeUpServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let asked = Mutex<[String]>([])

    /// The paths, in the order in which they were asked for.
    var paths: [String] { asked.withLock { $0 } }

    struct DidNotStart: Error {}

    /// - Parameter answers: by path, whole answers without `Content-Length`; everything else is 404.
    init(_ answers: [String: (head: String, body: String)]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw DidNotStart() }
        port = UInt16(bigEndian: place.sin_port)
        let thread = Thread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { break }
                var buffer = [UInt8](repeating: 0, count: 8_192)
                let count = max(0, read(client, &buffer, buffer.count))
                let words = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
                let path = words.count > 1 ? String(words[1]) : ""
                self?.asked.withLock { $0.append(path) }
                let answer = answers[path] ?? (head: "HTTP/1.1 404 Not Found", body: "")
                let body = words.first == "HEAD" ? "" : answer.body
                let text = Array("\(answer.head)\r\nContent-Length: \(answer.body.utf8.count)\r\nConnection: close\r\n\r\n\(body)".utf8)
                _ = write(client, text, text.count)
                close(client)
            }
            close(listener)
        }
        thread.start()
    }

    /// Ends the waiting for visitors.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    static func page(_ body: String) -> (head: String, body: String) {
        ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8", "<html><head><title>某县人民政府</title></head><body>\(body)</body></html>")
    }

    static func redirection(_ address: String) -> (head: String, body: String) { ("HTTP/1.1 302 Found\r\nLocation: \(address)", "") }
}

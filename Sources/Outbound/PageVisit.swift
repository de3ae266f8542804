import COutbound
import Dispatch
import Glibc

/// Asks for the pages of one site, one at a time, as a polite robot does. Redirections are told, never followed: whoever asks looks at the
/// new address first. A private network is entered only when that is allowed.
package struct PageVisit: Sendable {
    package static let agent = "mingtang"

    package struct Answer: Sendable, Hashable {
        package let status: Int
        /// `text/html; charset=utf-8`, as it was sent.
        package let type: String
        package let bytes: [UInt8]
        /// The whole address that a redirection names.
        package let location: String?
    }

    package enum Outcome: Sendable, Hashable {
        case answered(Answer)
        /// No such host, nobody listening, no answer in time.
        case unreachable
        /// Stands in a private network; nothing was sent there.
        case refused
        case tooBig
    }

    private let mayBePrivate: Bool
    private let limit: Int
    private let timeoutInSeconds: Int

    /// - Parameter limit: of one page, in bytes after decompression.
    package init(mayBePrivate: Bool, limit: Int, timeoutInSeconds: Int = 20) {
        self.mayBePrivate = mayBePrivate
        self.limit = limit
        self.timeoutInSeconds = timeoutInSeconds
    }

    private static let queue = DispatchQueue(label: "page-visit")

    /// - Parameter onlyHead: whether only the head of the answer is wanted.
    package func ask(_ address: String, onlyHead: Bool = false) async -> Outcome {
        let visit = self
        return await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: visit.answer(address, onlyHead)) }
        }
    }

    private func answer(_ address: String, _ onlyHead: Bool) -> Outcome {
        var (status, length) = (0, 0)
        var bytes: UnsafeMutablePointer<UInt8>?
        var type = [CChar](repeating: 0, count: 256)
        var location = [CChar](repeating: 0, count: 4096)
        let outcome = mingtang_page_fetch(
            address, "\(Self.agent)/1 (site inspection)", mayBePrivate ? 1 : 0, onlyHead ? 1 : 0, limit, timeoutInSeconds, &status, &bytes,
            &length,
            &type, type.count, &location, location.count)
        defer { mingtang_page_free(bytes) }
        switch outcome {
        case MINGTANG_PAGE_ANSWERED:
            let place = Self.text(location)
            return .answered(
                Answer(
                    status: status, type: Self.text(type), bytes: bytes.map { Array(UnsafeBufferPointer(start: $0, count: length)) } ?? [],
                    location: place.isEmpty ? nil : place))
        case MINGTANG_PAGE_REFUSED: return .refused
        case MINGTANG_PAGE_TOO_BIG: return .tooBig
        default: return .unreachable
        }
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether the name leads to an IPv6 address; asked of the system's resolver, for real names only.
    package static func speaksIPv6(_ host: String) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async {
                var hints = addrinfo()
                hints.ai_family = AF_INET6
                hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
                var found: UnsafeMutablePointer<addrinfo>?
                let isFound = getaddrinfo(host, "80", &hints, &found) == 0 && found != nil
                if let found { freeaddrinfo(found) }
                continuation.resume(returning: isFound)
            }
        }
    }
}

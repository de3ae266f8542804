import COutbound
import Dispatch

/// Tries web addresses from the outside, for finding dead links. Never reaches into a private network: every address that a name leads to
/// is looked at before a connection is made, after each redirection again.
package struct LinkProbe: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// The status of the last answer, after redirections.
        case answered(status: Int)
        /// No such host, nobody listening, no answer in time.
        case unreachable
        /// Leads into a private network; nothing was sent there.
        case refused
    }

    private let timeoutInSeconds: Int
    private let mayBePrivate: Bool

    package init(timeoutInSeconds: Int = 15) { self.init(timeoutInSeconds: timeoutInSeconds, mayBePrivate: false) }

    /// - Parameter mayBePrivate: only a test may ask its own machine.
    init(timeoutInSeconds: Int, mayBePrivate: Bool) {
        self.timeoutInSeconds = timeoutInSeconds
        self.mayBePrivate = mayBePrivate
    }

    /// One at a time: a check of links is in no hurry, and other offices' servers are not ours to press.
    private static let queue = DispatchQueue(label: "link-probe")

    package func ask(_ address: String) async -> Outcome {
        let probe = self
        return await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: probe.answer(address)) }
        }
    }

    private func answer(_ address: String) -> Outcome {
        // An address without a scheme, as texts write it.
        let url = address.hasPrefix("http://") || address.hasPrefix("https://") ? address : "http://\(address)"
        var status = 0
        switch mingtang_http_probe(url, mayBePrivate ? 1 : 0, timeoutInSeconds, &status) {
        case MINGTANG_PROBE_ANSWERED: return .answered(status: status)
        case MINGTANG_PROBE_REFUSED: return .refused
        default: return .unreachable
        }
    }
}

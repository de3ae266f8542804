import COutbound
import Dispatch

/// Where mail is handed over: an SMTP server, or a sendmail program of this machine.
package struct MailServer: Sendable, Hashable {
    package enum Way: Sendable, Hashable {
        /// `smtp://host:port`, encrypted when the server offers it, or `smtps://host:port`.
        case smtp(address: String, isLocal: Bool)
        case sendmail(program: String)
    }

    package let way: Way

    /// Reads `smtp://mail.example.gov.cn:25`, `smtps://mail.example.gov.cn:465`, `sendmail:/usr/sbin/sendmail`; `nil` for anything else.
    /// A name and a password do not belong here.
    package init?(_ text: String) {
        if text.utf8.starts(with: "sendmail:".utf8) {
            let program = String(text.dropFirst("sendmail:".count))
            guard program.utf8.first == UInt8(ascii: "/"), !program.utf8.contains(0) else { return nil }
            way = .sendmail(program: program)
            return
        }
        guard let scheme = ["smtp://", "smtps://"].first(where: { text.utf8.starts(with: $0.utf8) }) else { return nil }
        let place = text.dropFirst(scheme.count)
        guard !place.isEmpty, place.utf8.count <= 260, place.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"/?#@\\\"<>".utf8.contains($0) })
        else { return nil }
        let host = place.utf8.first == UInt8(ascii: "[") ? String(place.prefix { $0 != "]" }) + "]" : String(place.prefix { $0 != ":" })
        let port = place.dropFirst(host.count)
        guard !host.isEmpty,
            port.isEmpty || port.dropFirst().utf8.count <= 5 && Int(port.dropFirst()).map({ (1...65535).contains($0) }) == true
        else { return nil }
        way = .smtp(address: text, isLocal: ["localhost", "127.0.0.1", "[::1]"].contains(host))
    }
}

/// Sends mail, one at a time.
package struct Mailer: Sendable {
    /// Why a mail was not taken. The words hold no address.
    package enum Failure: Error, Sendable, Hashable {
        case temporary(String)
        case refused(String)
    }

    /// Long enough for servers that look at a mail before they take it.
    package static let timeoutInSeconds = 60

    private let server: MailServer
    private let user: String?
    private let password: String?
    /// Mail waits for other machines: not on the threads that everything else needs.
    private let queue = DispatchQueue(label: "mail")

    /// - Parameters:
    ///   - user: `nil` for a server that asks for no name. With one the connection must be encrypted, unless the server is this machine.
    package init(_ server: MailServer, user: String? = nil, password: String? = nil) {
        self.server = server
        self.user = user
        self.password = password
    }

    package func send(_ message: MailMessage) async throws(Failure) {
        let outcome = await withCheckedContinuation { (continuation: CheckedContinuation<Failure?, Never>) in
            queue.async { continuation.resume(returning: self.deliver(message)) }
        }
        if let outcome { throw outcome }
    }

    private func deliver(_ message: MailMessage) -> Failure? {
        let bytes = message.bytes.map { CChar(bitPattern: $0) }
        var status = 0
        switch server.way {
        case .smtp(let address, let isLocal):
            var reason = [CChar](repeating: 0, count: 96)
            let outcome = mingtang_smtp_send(
                address, user, password, isLocal ? 1 : 0, message.from.address, message.to.address, bytes, bytes.count,
                Self.timeoutInSeconds, &status, &reason, reason.count)
            let words = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return failure(outcome, status == 0 ? words : "SMTP \(status), \(words)")
        case .sendmail(let program):
            let outcome = mingtang_sendmail(
                program, message.from.address, message.to.address, bytes, bytes.count, Self.timeoutInSeconds, &status)
            return failure(outcome, status < 0 ? "sendmail did not run" : "sendmail ended with \(status)")
        }
    }

    private func failure(_ outcome: mingtang_mail_outcome, _ words: String) -> Failure? {
        switch outcome {
        case MINGTANG_MAIL_TAKEN: nil
        case MINGTANG_MAIL_REFUSED: .refused(words)
        default: .temporary(words)
        }
    }
}

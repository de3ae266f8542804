/// When an account wants to be reminded by mail (提醒设置). Hours are those of China's clock, 0 to 23.
package struct ReminderSetting: Sendable, Hashable {
    /// No mail at all.
    package var isOff: Bool
    /// 每日提要: written once a working day, from this hour on.
    package var digestHour: Int
    /// 免打扰: nothing is written from this hour on …
    package var quietFrom: Int
    /// … until this one; the same hour twice is no quiet time.
    package var quietUntil: Int
    /// A mail of its own when something has become overdue.
    package var warnsOverdue: Bool

    package init(isOff: Bool = false, digestHour: Int = 8, quietFrom: Int = 20, quietUntil: Int = 7, warnsOverdue: Bool = true) {
        self.isOff = isOff
        self.digestHour = digestHour
        self.quietFrom = quietFrom
        self.quietUntil = quietUntil
        self.warnsOverdue = warnsOverdue
    }

    package var isValid: Bool { [digestHour, quietFrom, quietUntil].allSatisfy { (0...23).contains($0) } }

    package func isQuiet(hour: Int) -> Bool {
        if quietFrom == quietUntil { return false }
        return quietFrom < quietUntil ? (quietFrom..<quietUntil).contains(hour) : hour >= quietFrom || hour < quietUntil
    }

    /// Whether the day's digest may be written in that hour. A digest hour inside the quiet time waits for its end.
    package func mayDigest(hour: Int) -> Bool { !isOff && hour >= digestHour && !isQuiet(hour: hour) }

    package func mayWarn(hour: Int) -> Bool { !isOff && warnsOverdue && !isQuiet(hour: hour) }
}

/// A mail on its way (待发邮件), and how often it was tried.
package struct OutgoingMail: Sendable, Hashable {
    package typealias ID = Identifier<OutgoingMail>

    package let id: ID
    /// Empty while the address is sealed with the mail's owner.
    package let recipient: String
    package let subject: String
    /// Plain text, lines ended by `\n`.
    package let body: String
    /// This try included.
    package let attempts: Int
    package let created: Instant
    /// The subscriber, or the wish to become one, whose sealed address it goes to; `nil` for staff.
    package let owner: Int64?
    /// Where one request ends the subscription (RFC 8058); `nil` where there is none.
    package let unsubscribe: String?

    package init(
        id: ID, recipient: String, subject: String, body: String, attempts: Int, created: Instant, owner: Int64? = nil,
        unsubscribe: String? = nil
    ) {
        self.id = id
        self.recipient = recipient
        self.subject = subject
        self.body = body
        self.attempts = attempts
        self.created = created
        self.owner = owner
        self.unsubscribe = unsubscribe
    }

    package enum State: String, Sendable, CaseIterable, Hashable { case waiting, sending, delivered, failed }

    /// How long to wait after a try that failed; `nil` when enough is enough, after about a day.
    package static func pauseInMilliseconds(afterAttempt attempt: Int) -> Int64? {
        let minutes: [Int64] = [1, 5, 15, 60, 180, 360, 720]
        return (1...minutes.count).contains(attempt) ? minutes[attempt - 1] * 60_000 : nil
    }
}

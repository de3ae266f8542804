import Domain
import Persistence
import Registers

/// Writes to subscribers what is newly public (订阅邮件): at most one mail in a period, none when there is nothing. Run often; on several nodes each
/// mail is written once.
package struct WriteSubscriptionMail {
    /// Subscribers looked at in one round, documents looked through for them, lines in a mail.
    private static let mostSubscribers = 500
    private static let mostDocuments = 5_000
    private static let mostFound = 1_000
    private static let mostLines = 30

    private let installation: Installation
    private let origin: String?

    /// - Parameter origin: scheme and host of the portal; `nil` takes each county's first host.
    package init(_ installation: Installation, origin: String?) {
        self.installation = installation
        self.origin = origin
    }

    /// For every county.
    /// - Returns: how many mails were written.
    package func run() async throws -> Int {
        guard let vault = installation.vault else { return 0 }
        // Whoever is told up to here must have been able to find everything up to here.
        try await FollowLog(installation).run()
        var written = 0
        for county in try await installation.store.read({ try SiteRegister($0).all() }) {
            try await forget(county.id)
            guard let origin = origin ?? county.hosts.first.map({ "https://\($0)" }) else { continue }
            written += try await run(county, origin, SubscriptionLinks(vault))
        }
        return written
    }

    /// Nobody's address is kept for longer than the link counts.
    private func forget(_ site: County.ID) async throws {
        let now = installation.now()
        guard try await installation.store.read({ try ForgetWishes.isNeeded(SubscriptionRegister($0, site: site), now: now) }) else {
            return
        }
        try await installation.store.write { try ForgetWishes.run(SubscriptionRegister($0, site: site), now: now) }
    }

    private func run(_ county: County, _ origin: String, _ links: SubscriptionLinks) async throws -> Int {
        let now = installation.now()
        // Found out by reading: most of the time there is nobody.
        let (due, newest, documents) = try await installation.store.read { transaction in
            let register = SubscriptionRegister(transaction, site: county.id)
            let newest = try register.newestDocument()
            let due = try register.due(at: now, newest: newest, limit: Self.mostSubscribers)
            let first = due.map(\.told).min() ?? newest
            let documents =
                due.isEmpty
                ? []
                : try TargetRegister(transaction, site: county.id).newDocuments(
                    after: first, through: newest, limit: Self.mostDocuments)
            return (due, newest, documents)
        }
        let found = try await found(due.flatMap(\.subscriber.topics), documents, county)
        var written = 0
        for reader in due {
            let news = documents.filter { document in
                document.sequence > reader.told && reader.subscriber.topics.contains { document.fits($0, found: found) }
            }
            written += try await tell(reader, news, through: newest, county, origin, links, now) ? 1 : 0
        }
        return written
    }

    /// What holds the words of each search that somebody has saved.
    private func found(
        _ topics: [SubscriptionTopic], _ documents: [NewDocument], _ county: County
    ) async throws -> [String: Set<Disclosure.ID>] {
        let words = Set(topics.compactMap { topic in if case .search(let words) = topic { words } else { nil } })
        guard !documents.isEmpty, !words.isEmpty else { return [:] }
        return try await installation.searchStore.read { transaction in
            let queries = SearchQueries(transaction, site: county.id)
            return Dictionary(
                try words.map { words in
                    (words, Set(try queries.newest(SearchTerms(words), limit: Self.mostFound).map(\.document)))
                }, uniquingKeysWith: { $1 })
        }
    }

    private func tell(
        _ reader: SubscriptionRegister.Due, _ news: [NewDocument], through newest: Int64, _ county: County, _ origin: String,
        _ links: SubscriptionLinks, _ now: Instant
    ) async throws -> Bool {
        let (id, rhythm) = (reader.subscriber.id, reader.subscriber.rhythm)
        let period = news.isEmpty && !rhythm.endsWithLooking ? nil : rhythm.period(at: now)
        let link = "\(origin)/subscriptions/\(links.token(of: id))"
        let mail = OutgoingMail(
            id: installation.identifiers.next(OutgoingMail.self), recipient: "",
            subject: "［\(county.placeName)政务公开］新公开的文件 \(news.count) 份", body: Self.words(news, county, origin, link), attempts: 0,
            created: now, owner: id.rawValue, unsubscribe: link)
        return try await installation.store.write { transaction in
            let register = SubscriptionRegister(transaction, site: county.id)
            // Gone meanwhile, or told by another node.
            guard let now = try register.told(id), now == reader.told else { return false }
            try register.setTold(max(newest, reader.told), period: period, of: id)
            guard !news.isEmpty else { return false }
            return try ReminderRegister(transaction, site: county.id).put(
                mail, key: "subscription:\(id):\(rhythm.period(at: mail.created))", to: nil)
        }
    }

    private static func words(_ news: [NewDocument], _ county: County, _ origin: String, _ link: String) -> String {
        var lines = ["您好：", "", "\(county.name)网站新公开了 \(news.count) 份您订阅的文件。", ""]
        for (index, document) in news.prefix(mostLines).enumerated() {
            let day = document.published.map { "，\($0.day)" } ?? ""
            lines += ["\(index + 1). \(document.title)", "   \(document.unitName)\(day)", "   \(origin)/disclosures/\(document.id)", ""]
        }
        if news.count > mostLines { lines += ["其余 \(news.count - mostLines) 份见 \(origin)/disclosures", ""] }
        lines += ["修改订阅内容、频率，或者退订：", link, "", county.name, ""]
        return lines.joined(separator: "\n")
    }
}

import Domain
import Persistence
import Registers
import TestSupport
import Testing

@testable import Operations

@Suite("Who follows the change feed has what is public")
struct ChangeFeedTests {
    /// What somebody who follows it keeps of a document.
    private struct Copy: Hashable {
        let title: String
        let validity: String
        let body: String
    }

    private final class Follower {
        var documents: [Disclosure.ID: Copy] = [:]
        var place: Int64 = 0

        /// Everything that is new, some at a time.
        func follow(_ installation: Installation, _ county: County, from start: Int64? = nil) async throws {
            if let start { place = start }
            var hasMore = true
            while hasMore {
                let (after, site) = (place, county.id)
                let page = try #require(
                    try await installation.store.read { try ChangeQueries($0, site: site).page(after: after, limit: 3) })
                for line in page.lines { apply(line) }
                place = page.lines.last?.change.sequence ?? place
                hasMore = page.hasMore
            }
        }

        private func apply(_ line: ChangeQueries.Line) {
            if let document = line.document {
                documents[line.change.document] = Copy(
                    title: document.title, validity: document.validity.rawValue, body: document.body.stored)
            } else if line.tombstone != nil {
                documents[line.change.document] = nil
            }
        }
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 11 ^ state << 13
        }
    }

    private func office() -> Staff {
        Staff(
            account: Account.ID(1), name: "周平",
            posts: [Post(id: Post.ID(1), unit: OrganisationUnit.ID(1), role: .disclosureOffice, name: "政务公开办")])
    }

    private func register(_ installation: Installation) async throws -> [Disclosure.ID: Copy] {
        try await installation.store.read { transaction in
            Dictionary(
                try transaction.rows("SELECT id, title, validity, body FROM disclosure") { row in
                    (try row["id"] as Disclosure.ID, Copy(title: try row["title"], validity: try row["validity"], body: try row["body"]))
                }, uniquingKeysWith: { $1 })
        }
    }

    private func act(_ step: Int, _ random: inout Generator, _ installation: Installation, _ county: County) async throws {
        let known = try await register(installation).keys.sorted()
        let chosen = known.isEmpty ? nil : known[Int.random(in: 0..<known.count, using: &random)]
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
            _ = try await installation.publish([record(step, "原文")], in: county, fingerprint: "new\(step)")
        case 4..<6:
            let again = Int.random(in: 0...step, using: &random)
            _ = try await installation.publish([record(again, "修改\(step)")], in: county, fingerprint: "again\(step)")
        case 6..<8:
            let validity: [Disclosure.Validity] = [.valid, .repealed, .expired, .amended]
            if let chosen {
                try await ChangeValidity(installation, county: county).run(
                    chosen, to: validity[step % validity.count], reason: "清理", by: office())
            }
        case 8:
            if let chosen {
                try await WithdrawDisclosure(installation, county: county).run(
                    chosen, ground: .publishedInError, reason: "内容有误", by: office())
            }
        default: try await SampleLog.append(step, to: installation, county)
        }
    }

    private func record(_ number: Int, _ body: String) -> DisclosureRecord {
        DisclosureRecord(
            id: "r\(number)", title: "第\(number)号通知", issuer: "县民政局", published: "2026-03-02 09:00", body: "\(body)\(number)。")
    }

    @Test(
        "After random acts a fresh copy, one that followed all along and one that read twice are the register", arguments: Engine.available)
    func replay(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let steady = Follower()
            var random = Generator(state: 20_260_320)
            for step in 0..<90 {
                try await act(step, &random, installation, county)
                if step % 7 == 0 { try await steady.follow(installation, county) }
            }
            try await steady.follow(installation, county)
            let (fresh, twice) = (Follower(), Follower())
            try await fresh.follow(installation, county)
            try await twice.follow(installation, county)
            try await twice.follow(installation, county, from: 0)
            let expected = try await register(installation)
            #expect(!expected.isEmpty)
            #expect(fresh.documents == expected)
            #expect(steady.documents == expected)
            #expect(twice.documents == expected)
            #expect(steady.place == fresh.place)
        }
    }

    @Test("A document that was taken down is nowhere in the feed but as a notice", arguments: Engine.available)
    func tombstone(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish([record(1, "秘密的原文")], in: county)
            let id = try #require(try await register(installation).keys.first)
            try await WithdrawDisclosure(installation, county: county).run(
                id, ground: .shouldNotBePublic, reason: "经审查不予公开", by: office())
            let page = try #require(
                try await installation.store.read { try ChangeQueries($0, site: county.id).page(after: 0, limit: 100) })
            let lines = page.lines
            #expect(lines.map(\.change.kind) == [.published, .withdrawn])
            #expect(lines.allSatisfy { $0.document == nil })
            #expect(lines[0].tombstone == nil && lines[0].overtakenBy == lines[1].change.sequence)
            #expect(lines[1].tombstone?.reason == "经审查不予公开")
        }
    }

    @Test("A place beyond the end of the log is refused, the end itself is not", arguments: Engine.available)
    func beyond(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let last = try await installation.store.read { try EventRegister.lastSequence(in: $0) }
            let (end, beyond) = try await installation.store.read { transaction in
                let queries = ChangeQueries(transaction, site: county.id)
                return (try queries.page(after: last, limit: 5), try queries.page(after: last + 1, limit: 5))
            }
            #expect(end?.lines.isEmpty == true && end?.hasMore == false)
            #expect(beyond == nil)
        }
    }
}

import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("What an applicant finds with number and query code", .serialized) struct RequestTrackingTests {
    /// Registers a request at the counter, with the code that the applicant gets.
    private static func file(_ place: RequestPlace, _ content: String) async throws -> FileRequest.Filed {
        let entry = FileRequest.Entry(
            form: RequestPlace.form(content), channel: .counter, submitted: place.today, allowsDuplicate: true)
        return try await FileRequest(place.installation, county: place.county).run(entry, by: place.editor)
    }

    @Test("Each case in which a request goes on is found from the old one, with a code that opens it", arguments: Engine.available)
    func following(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let move = MoveRequest(place.installation, county: place.county)
            let track = TrackRequest(place.installation, county: place.county)
            let (moved, split, twin) = (
                try await Self.file(place, "财政决算"), try await Self.file(place, "方案甲"), try await Self.file(place, "方案甲")
            )
            #expect(try await track.run(number: moved.number, code: moved.code)?.following == [])
            _ = try await move.transfer(moved.id, to: place.other, version: nil, reason: "属财政局职责", by: place.editor)
            try await move.merge(twin.id, into: split.id, version: nil, reason: "重复寄送", by: place.editor)
            _ = try await move.split(split.id, into: ["正文", "附件"], version: nil, reason: "一事一申请", by: place.editor)
            for (filed, numbers, unit) in [
                (moved, ["SQ2026-00004"], "明川县财政局"), (twin, [split.number], "明川县自然资源局"),
                (split, ["SQ2026-00005", "SQ2026-00006"], "明川县自然资源局"),
            ] {
                let found = try #require(try await track.run(number: filed.number, code: filed.code)).following
                #expect(found.map(\.number) == numbers && found.allSatisfy { $0.unitName == unit })
                for next in found {
                    let code = try #require(next.code)
                    #expect(try await track.run(number: next.number, code: code) != nil)
                    #expect(try await track.run(number: filed.number, code: code) == nil)
                }
            }
        }
    }

    @Test(
        "A case whose applicant turns out to be another one is not found from the one that was merged into it", arguments: Engine.available)
    func mergedElsewhere(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let (first, twin) = (try await Self.file(place, "方案甲"), try await Self.file(place, "方案甲"))
            try await MoveRequest(place.installation, county: place.county).merge(
                twin.id, into: first.id, version: nil, reason: "重复寄送", by: place.editor)
            let track = TrackRequest(place.installation, county: place.county)
            #expect(try await track.run(number: twin.number, code: twin.code)?.following.map(\.number) == [first.number])
            let site = place.county.id
            try await place.installation.store.write { transaction in
                let register = RequestRegister(transaction, site: site)
                try register.setIdentity(try register.sealed(first.id)?.identity, applicantKey: [1], of: first.id)
            }
            #expect(try await track.run(number: twin.number, code: twin.code)?.following == [])
        }
    }

    @Test("Without the key of identities the new number is named, and no code", arguments: Engine.available)
    func withoutKey(_ engine: Engine) async throws {
        try await RequestPlace.with(engine) { place in
            let filed = try await Self.file(place, "方案甲")
            _ = try await MoveRequest(place.installation, county: place.county).transfer(
                filed.id, to: place.other, version: nil, reason: "属财政局职责", by: place.editor)
            let track = TrackRequest(place.installation.keeping(identities: nil), county: place.county)
            let found = try #require(try await track.run(number: filed.number, code: filed.code)).following
            #expect(found.map(\.number) == ["SQ2026-00002"] && found[0].code == nil)
        }
    }
}

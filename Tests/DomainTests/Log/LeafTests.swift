import Domain
import Testing

@Suite("The bytes that the log binds")
struct LeafTests {
    static let leaf = LogLeaf(
        sequence: 7, site: 1, time: 1_773_972_000_000, actor: "王明（编辑）", unit: nil, verb: "disclosureImported", subjectKind: "disclosure",
        subject: 258, digestBefore: nil, digestAfter: [0xAB], reason: "", content: [])

    @Test("A leaf is its heading and twelve fields, each with its length before it")
    func form() {
        let number: (UInt8, UInt8) -> [UInt8] = { [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, $0, $1] }
        let absent: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
        func text(_ text: String) -> [UInt8] { [0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8) }
        var expected = Array("mingtang leaf v1\n".utf8)
        expected += number(0, 7) + number(0, 1) + [0, 0, 0, 8, 0, 0, 0x01, 0x9D, 0x08, 0xF8, 0x8D, 0x00]
        expected += text("王明（编辑）") + absent + text("disclosureImported") + text("disclosure") + number(1, 2)
        expected += absent + [0, 0, 0, 1, 0xAB] + [0, 0, 0, 0] + [0, 0, 0, 0]
        #expect(Self.leaf.encoded == expected)
    }

    @Test("No two leaves have the same bytes: a word moved from one field to the next, nothing and empty, one bit")
    func unambiguous() {
        func changed(_ change: (inout LogLeaf) -> Void) -> [UInt8] {
            var leaf = Self.leaf
            change(&leaf)
            return leaf.encoded
        }
        let all = [
            Self.leaf.encoded, changed { $0.actor = "王明（编辑" }, changed { ($0.verb, $0.subjectKind) = ("disclosureImporte", "ddisclosure") },
            changed { $0.unit = 0 }, changed { $0.digestBefore = [] }, changed { $0.content = nil }, changed { $0.reason = "\0" },
            changed { $0.time ^= 1 }, changed { $0.sequence = -7 }, changed { ($0.digestBefore, $0.digestAfter) = ([0xAB], nil) },
        ]
        #expect(Set(all).count == all.count)
    }

    @Test("Only what is meant for everybody is shown; a verb that nobody knows is not")
    func publicVerbs() {
        for verb in ["disclosureImported", "disclosureWithdrawn", "catalogueAdopted", "unitChanged", "siteChanged"] {
            var leaf = Self.leaf
            leaf.verb = verb
            #expect(leaf.isPublic, "\(verb)")
        }
        for verb in ["signedIn", "draftSaved", "stepReturned", "catalogueDrafted", "commentReceived", "accountAdded", "nonsense", ""] {
            var leaf = Self.leaf
            leaf.verb = verb
            #expect(!leaf.isPublic, "\(verb)")
        }
    }
}

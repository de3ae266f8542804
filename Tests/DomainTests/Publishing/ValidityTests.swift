import Domain
import Testing

@Suite("Validity is read in the words that offices use") struct ValidityTests {
    @Test(
        "Synonyms",
        arguments: [
            ("有效", .valid), ("现行有效", .valid), ("有效中", .valid), (" 生效 ", .valid), ("【有效】", .valid), ("已废止", .repealed), ("废止", .repealed),
            ("已失效", .expired), ("失效", .expired), ("已修订", .amended), ("修订", .amended), ("已修改", .amended), ("未标注", .unstated),
        ] as [(String, Disclosure.Validity)])
    func synonyms(_ word: String, _ expected: Disclosure.Validity) { #expect(Disclosure.Validity(written: word) == expected) }

    @Test("Any other word is no statement", arguments: ["", "部分废止", "尚未生效", "有效期五年", "1", "无效力"])
    func others(_ word: String) { #expect(Disclosure.Validity(written: word) == nil) }
}

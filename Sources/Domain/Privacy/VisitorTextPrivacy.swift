/// Personal data in what the public wrote and is about to be public, or in the answer to it (个人信息检查): what the gate's check blocks, blocks here.
package enum VisitorTextPrivacy {
    /// As they may be shown to whoever mends the text.
    package static func samples(in text: String) -> [String] {
        blocking(text).map { "\($0.kind.name)：\($0.sample)" }
    }

    /// The text with everything that blocks replaced as the strictest policy says.
    package static func masked(_ text: String) -> String { PersonalDataScanner.replacing(blocking(text), in: text) }

    private static func blocking(_ text: String) -> [PersonalDataFinding] {
        PersonalDataScanner().findings(in: text).filter { $0.confidence.level != .low }
    }
}

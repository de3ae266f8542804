import Domain

/// Where the parts of a letter stand (GB/T 9704-2012, 7), the same for paper and for Word. Widths are in half characters.
struct LetterLayout {
    let letter: OfficialLetter

    /// Half characters of a text: ASCII takes one, everything else two.
    static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } }

    /// Of the red head, in points: as large as one line of the text area allows.
    var headSize: Int {
        let width = Self.width(letter.issuer)
        return [36, 30, 26, 22].first { width * $0 / 2 <= 440 } ?? 18
    }

    var signature: String { letter.issuer }
    var date: String { letter.date.chineseDate }

    /// 成文日期: with a seal four characters from the right, else so that it begins two characters after the signature (7.3.5).
    var dateIndent: Int {
        if letter.isSealed { return 8 }
        return max(4, Self.width(signature) - Self.width(date))
    }

    /// 发文机关署名: with a seal over the middle of the date, else two characters from the right.
    var signatureIndent: Int {
        if letter.isSealed { return max(0, dateIndent + (Self.width(date) - Self.width(signature)) / 2) }
        return max(0, dateIndent + Self.width(date) + 4 - Self.width(signature))
    }

    /// 附件说明: how each line begins, and how far its text stands from the left, in characters.
    var attachmentLines: [(mark: String, text: String)] {
        if letter.attachments.count == 1 { return [("附件：", letter.attachments[0])] }
        return letter.attachments.enumerated().map { (($0 == 0 ? "附件：" : "") + "\($0 + 1). ", $1) }
    }

    var recipient: String? { letter.recipient.isEmpty ? nil : letter.recipient + "：" }
}

/// A series of numbers of letters: each unit counts each series from 1 every year.
package enum LetterSeries: String, Sendable, CaseIterable, Codable, Hashable {
    /// Replies: 公复
    case reply
    /// Everything before the reply: 公函
    case notice

    /// What stands between the unit's word and the year.
    package var mark: String {
        switch self {
        case .reply: "公复"
        case .notice: "公函"
        }
    }
}

/// The number of a letter (文书号): `明政办公复〔2026〕3号`.
package struct LetterNumber: Sendable, Hashable, Codable {
    /// 机关代字, such as 明政办.
    package let word: String
    package let series: LetterSeries
    package let year: Int
    package let serial: Int

    /// - Returns: `nil` when the word is empty, longer than 20 characters or not made of letters, or a number is out of range.
    package init?(word: String, series: LetterSeries = .reply, year: Int, serial: Int) {
        let scalars = word.unicodeScalars
        guard (1...20).contains(scalars.count), scalars.allSatisfy({ $0.properties.isAlphabetic }), (1949...2999).contains(year),
            (1...999_999).contains(serial)
        else { return nil }
        self.word = word
        self.series = series
        self.year = year
        self.serial = serial
    }

    package var text: String { "\(word)\(series.mark)〔\(year)〕\(serial)号" }
}

import Domain
import HTML

/// A letter as it stands on paper (GB/T 9704): red head, number over the red line, title, whom it is for, text, enclosures, signature, date.
struct LetterSheet {
    var letter: OfficialLetter
    /// How the paper is called to a screen reader.
    var name: String

    func write(_ html: inout HTMLWriter) {
        html(.article, .class("letter-sheet"), .aria("label", name)) { html in
            html(.p, .class("letter-head"), text: letter.issuer)
            html(.p, .class("letter-number"), text: letter.number.isEmpty ? "　" : letter.number)
            html(.p, .class("letter-title"), text: letter.title)
            if !letter.recipient.isEmpty { html(.p, .class("letter-recipient"), text: "\(letter.recipient)：") }
            for paragraph in letter.paragraphs { html(.p, .class("letter-\(paragraph.style.rawValue)"), text: paragraph.text) }
            writeAttachments(&html)
            html(.div, .class("letter-end")) { html in
                html(.p, text: letter.issuer)
                html(.p, text: letter.date.chineseDate)
            }
        }
    }

    private func writeAttachments(_ html: inout HTMLWriter) {
        guard !letter.attachments.isEmpty else { return }
        html(.div, .class("letter-attachments")) { html in
            for (index, name) in letter.attachments.enumerated() {
                let number = letter.attachments.count == 1 ? "" : "\(index + 1). "
                html(.p, text: "\(index == 0 ? "附件：" : "　　　")\(number)\(name)")
            }
        }
    }
}

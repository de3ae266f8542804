package import Domain

/// A letter as a Word file in the geometry of GB/T 9704.
package enum WordLetter {
    package static func docx(_ letter: OfficialLetter) throws(UnwritableFile) -> [UInt8] {
        try WordDocument(title: letter.title, blocks: blocks(letter).map { .paragraph($0) }).docx()
    }

    private static func blocks(_ letter: OfficialLetter) -> [WordDocument.Paragraph] {
        typealias Paragraph = WordDocument.Paragraph
        let layout = LetterLayout(letter: letter)
        var blocks = [
            Paragraph(
                [.init(letter.issuer, font: .title, size: Double(layout.headSize), isRed: true)], alignment: .center, lineHeight: 2,
                staysWithNext: true),
            Paragraph([.init(letter.number)], alignment: .center, staysWithNext: true, hasRedLine: true),
            Paragraph(
                [.init(letter.title, font: .title, size: 22)], alignment: .center, linesBefore: 2, outline: 1, staysWithNext: true),
        ]
        if let recipient = layout.recipient { blocks.append(Paragraph([.init(recipient)], alignment: .left, linesBefore: 1)) }
        for (index, paragraph) in letter.paragraphs.enumerated() {
            let (font, outline): (WordDocument.Font, Int) =
                switch paragraph.style {
                case .body: (.body, 0)
                case .heading: (.heading, 2)
                case .subheading: (.subheading, 3)
                }
            blocks.append(
                Paragraph(
                    [.init(paragraph.text, font: font)], firstLine: 2, linesBefore: index == 0 && layout.recipient == nil ? 1 : 0,
                    outline: outline, staysWithNext: outline > 0))
        }
        for (index, line) in layout.attachmentLines.enumerated() {
            let mark = Double(LetterLayout.width(line.mark)) / 2
            let left = letter.attachments.count == 1 ? 5.0 : 6.5
            blocks.append(
                Paragraph(
                    [.init(line.mark + line.text)], alignment: .left, firstLine: -mark, left: left, linesBefore: index == 0 ? 1 : 0))
        }
        blocks.append(
            Paragraph(
                [.init(layout.signature)], alignment: .right, right: Double(layout.signatureIndent) / 2, linesBefore: 2,
                staysWithNext: true))
        blocks.append(Paragraph([.init(layout.date)], alignment: .right, right: Double(layout.dateIndent) / 2))
        return blocks
    }
}

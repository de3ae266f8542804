package import Domain
import HTML

/// Letters, envelopes and delivery receipts as PDF, in the geometry of GB/T 9704.
package enum LetterPDF {
    /// Letters printed together.
    package static let most = 200

    package static func pdf(_ letter: OfficialLetter) throws(UnwritableFile) -> [UInt8] { try pdf([letter]) }

    /// Several in one file: each begins on an odd page and counts its own pages, so that they can be printed on both sides.
    package static func pdf(_ letters: [OfficialLetter]) throws(UnwritableFile) -> [UInt8] {
        try check(letters.count)
        let title = letters.count == 1 ? letters[0].title : "政府信息公开申请文书（\(letters.count) 份）"
        return try PDFPrinter.pdf(title: title, style: .letters(letters.count)) { html in
            for (index, letter) in letters.enumerated() {
                html(.article, .class("letter letter-\(index)")) { write(letter, &$0) }
            }
        }
    }

    private static func check(_ count: Int) throws(UnwritableFile) {
        guard (1...most).contains(count) else { throw UnwritableFile(reason: "一次可以打印 1 至 \(most) 份，请分批打印。") }
    }

    private static func write(_ letter: OfficialLetter, _ html: inout HTMLWriter) {
        let layout = LetterLayout(letter: letter)
        html(.p, .class("head head-\(layout.headSize)"), text: letter.issuer)
        html(.p, .class("number"), text: letter.number)
        html(.h1, text: letter.title)
        if let recipient = layout.recipient { html(.p, .class("to"), text: recipient) }
        for (index, paragraph) in letter.paragraphs.enumerated() {
            let isFirst = index == 0 && layout.recipient == nil
            html(.p, .class(paragraph.style.rawValue + (isFirst ? " first" : "")), text: paragraph.text)
        }
        for (index, line) in layout.attachmentLines.enumerated() {
            let place = letter.attachments.count == 1 ? "attachment first only" : index == 0 ? "attachment first" : "attachment"
            html(.p, .class(place), text: line.mark + line.text)
        }
        html(.p, .class("sign in-\(min(layout.signatureIndent, 120))"), text: layout.signature)
        html(.p, .class("date in-\(min(layout.dateIndent, 120))"), text: layout.date)
    }

    // MARK: Envelopes

    /// Where a letter is sent, and from where.
    package struct Envelope: Sendable, Hashable {
        package var postcode: String
        package var address: String
        package var name: String
        package var senderName: String
        package var senderAddress: String
        package var senderPostcode: String
        /// 文书号 or 申请编号, so that returned post finds its case; empty for none.
        package var reference: String

        package init(
            postcode: String, address: String, name: String, senderName: String, senderAddress: String, senderPostcode: String,
            reference: String = ""
        ) {
            self.postcode = postcode
            self.address = address
            self.name = name
            self.senderName = senderName
            self.senderAddress = senderAddress
            self.senderPostcode = senderPostcode
            self.reference = reference
        }
    }

    /// One envelope a page.
    package static func envelopes(_ envelopes: [Envelope]) throws(UnwritableFile) -> [UInt8] {
        try check(envelopes.count)
        return try PDFPrinter.pdf(title: "信封", style: .envelopes) { html in
            for envelope in envelopes {
                html(.section, .class("envelope")) { write(envelope, &$0) }
            }
        }
    }

    private static func write(_ envelope: Envelope, _ html: inout HTMLWriter) {
        html(.div, .class("code")) { html in
            let digits = envelope.postcode.unicodeScalars.filter { (48...57).contains($0.value) }.prefix(6).map(String.init)
            for place in 0..<6 { html(.span, .class("box"), text: place < digits.count ? digits[place] : " ") }
        }
        html(.div, .class("stamp"), text: "贴邮票处")
        html(.div, .class("address"), text: envelope.address)
        html(.div, .class("name"), text: envelope.name + "（收）")
        if !envelope.reference.isEmpty { html(.div, .class("reference"), text: envelope.reference) }
        html(.div, .class("sender")) { html in
            html(.div, text: envelope.senderAddress)
            html(.div, text: envelope.senderName)
            html(.div, text: "邮政编码：\(envelope.senderPostcode)")
        }
    }

    // MARK: Delivery receipts

    /// What is served on whom (送达回证); what the recipient writes stays empty.
    package struct DeliveryReceipt: Sendable, Hashable {
        package var office: String
        package var requestNumber: String
        /// Titles and numbers of what is served.
        package var documents: [String]
        package var recipient: String
        package var place: String
        /// 直接送达、委托送达、邮寄送达
        package var way: String
        package var server: String

        package init(
            office: String, requestNumber: String, documents: [String], recipient: String, place: String = "", way: String = "",
            server: String = ""
        ) {
            self.office = office
            self.requestNumber = requestNumber
            self.documents = documents
            self.recipient = recipient
            self.place = place
            self.way = way
            self.server = server
        }
    }

    /// One receipt a page.
    package static func deliveryReceipts(_ receipts: [DeliveryReceipt]) throws(UnwritableFile) -> [UInt8] {
        try check(receipts.count)
        return try PDFPrinter.pdf(title: "送达回证", style: .deliveryReceipts) { html in
            for receipt in receipts {
                html(.section, .class("receipt")) { write(receipt, &$0) }
            }
        }
    }

    private static func write(_ receipt: DeliveryReceipt, _ html: inout HTMLWriter) {
        html(.p, .class("office"), text: receipt.office)
        html(.h1, text: "送达回证")
        html(.p, .class("serial"), text: "申请编号：\(receipt.requestNumber)")
        html(.table) { html in
            func row(_ heading: String, _ text: String, _ look: String = "") {
                html(.tr) { html in
                    html(.th, .scope("row"), text: heading)
                    html(.td, .class(look), text: text)
                }
            }
            row("送达文书", receipt.documents.joined(separator: "；"))
            row("受送达人", receipt.recipient)
            row("送达地点", receipt.place)
            row("送达方式", receipt.way)
            row("受送达人签名或者盖章", "年　　月　　日　　时", "signature")
            row("代收人签名或者盖章、与受送达人的关系", "年　　月　　日　　时", "signature")
            row("拒收事由、见证人", "年　　月　　日　　时", "signature")
            row("送达人", receipt.server, "")
            row("备注", "")
        }
        html(.p, .class("note"), text: "受送达人签收后，请将本回证交送达人带回或者寄回本机关，归入该政府信息公开申请案卷。")
    }
}

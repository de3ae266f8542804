import HTML

/// Where a printed page comes from: its address in words and as a QR code. Only paper shows it, unless the page is made for paper.
struct PrintedSource {
    var address: String
    var label: String

    func write(_ html: inout HTMLWriter) {
        html(.div, .class("printed-source")) { html in
            if let code = QRCode(address) {
                // Four light modules on every side: readers need them to find the code.
                let squares = (0..<code.size).flatMap { row in
                    (0..<code.size).filter { code[$0, row] }.map { (column: $0 + 4, row: row + 4) }
                }
                html.mosaic(squares, size: code.size + 8, label: "本页地址的二维码", class: "qr")
            }
            html(.p) { html in
                html.text(label)
                html(.br)
                html(.span, text: address)
            }
        }
    }
}

/// How a printed page looks: a style sheet for WeasyPrint. Programs write it, never people.
package struct PrintStyle: Sendable {
    let css: String

    init(_ css: String) { self.css = css }

    /// Faces by the names that they have where they are installed, then what Debian has. Only TrueType ones stand before the last: cutting
    /// the letters needed out of the big Noto fonts takes seconds.
    static let body = #""FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "AR PL UMing CN", "Noto Serif CJK SC", serif"#
    static let title = #""FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "AR PL UMing CN", "Noto Serif CJK SC", serif"#
    static let heading = #""SimHei", "黑体", "WenQuanYi Micro Hei", "Noto Sans CJK SC", sans-serif"#
    static let subheading = #""KaiTi", "楷体", "KaiTi_GB2312", "AR PL KaitiM GB", "AR PL UMing CN", "Noto Serif CJK SC", serif"#
    static let song = #""SimSun", "宋体", "AR PL UMing CN", "Noto Serif CJK SC", serif"#

    /// A line of the text area, in millimetres; a hair less than 225 / 22, so that rounding does not push the last one out.
    static let pitch = 10.225
    /// 28 characters of 16 points are 2 mm wider than the text area: they stand closer by so much, in points.
    static let tightness = 0.21
    /// A full-width character with that, in points.
    static let character = 16 - tightness

    private static func page(_ setup: PageSetup) -> String {
        "size: \(setup.width)mm \(setup.height)mm; margin: \(setup.top)mm \(setup.right)mm \(setup.bottom)mm \(setup.left)mm;"
    }

    /// — 1 — in 4号, 7 mm below the text area, one character from the outer edge (GB/T 9704-2012, 7.5).
    private static func number(_ counter: String, on name: String) -> String {
        let look = "font: 14pt/1 \(song); vertical-align: top; padding-top: 7mm; white-space: nowrap; color: #000"
        return """
            @page \(name) { counter-increment: \(counter); }
            @page \(name):right { @bottom-right { content: "— " counter(\(counter)) " —"; \(look); padding-right: 14pt } }
            @page \(name):left { @bottom-left { content: "— " counter(\(counter)) " —"; \(look); padding-left: 14pt } }

            """
    }

    private static let text = """
        html, body { margin: 0; padding: 0; color: #000; }
        p, h1, h2, h3, table { margin: 0; }
        * { hyphens: none; overflow-wrap: anywhere; orphans: 1; widows: 1; font-weight: normal }

        """

    /// Letters, each beginning on a right page of its own and counting its own pages.
    ///
    /// - Parameter count: how many letters; they stand in elements with the classes `letter letter-0`, `letter letter-1` and so on.
    static func letters(_ count: Int) -> PrintStyle {
        var css = "@page { \(page(.official)) }\n" + text
        css += """
            .letter { break-before: right; font: 16pt/\(pitch)mm \(body); letter-spacing: -\(tightness)pt; }
            .letter p { text-indent: \(2 * character)pt; }
            .letter .head { height: \(2 * pitch)mm; line-height: \(2 * pitch)mm; text-align: center; text-indent: 0; color: #e60012;
                font-family: \(title); letter-spacing: 0; white-space: nowrap; }
            .letter .number { box-sizing: border-box; height: \(pitch)mm; border-bottom: 0.5mm solid #e60012; text-align: center;
                text-indent: 0; line-height: 8.5mm; }
            .letter h1 { margin-top: \(2 * pitch)mm; font: 22pt/\(pitch)mm \(title); letter-spacing: 0; text-align: center; }
            .letter .to, .letter .first { margin-top: \(pitch)mm; }
            .letter .to, .letter .sign, .letter .date { text-indent: 0; }
            .letter .heading { font-family: \(heading); break-after: avoid; }
            .letter .subheading { font-family: \(subheading); break-after: avoid; }
            .letter .attachment { text-align: left; padding-left: \(6.5 * character)pt; text-indent: -\(1.5 * character)pt; }
            .letter .attachment.first { text-indent: -\(4.5 * character)pt; }
            .letter .attachment.only { padding-left: \(5 * character)pt; text-indent: -\(3 * character)pt; }
            .letter .sign { margin-top: \(2 * pitch)mm; text-align: right; break-before: avoid; break-after: avoid; white-space: nowrap; }
            .letter .date { text-align: right; break-before: avoid; white-space: nowrap; }

            """
        for size in [36, 30, 26, 22, 18] { css += ".letter .head-\(size) { font-size: \(size)pt; }\n" }
        for half in 0...120 { css += ".letter .in-\(half) { padding-right: \(Double(half) / 2 * character)pt; }\n" }
        for index in 0..<count {
            css += ".letter-\(index) { page: letter-\(index); }\n" + number("letter-\(index)-page", on: "letter-\(index)")
        }
        return PrintStyle(css)
    }

    /// A document of headings, paragraphs and tables on A4, for reports and indexes. Its classes: `document`, `wide` (a table on a page on its
    /// side), `figures` (numbers in the middle), `fine` (small digits), `picture` (a scan on a page of its own).
    package static let document = PrintStyle(
        "@page { \(page(.official)) }\n@page document { \(page(.official)) }\n@page wide { \(page(.landscape)) }\n"
            + number("page-number", on: "document") + number("page-number", on: "wide") + text + """
                body { page: document; font: 16pt/\(pitch)mm \(body); letter-spacing: -\(tightness)pt; }
                p { text-indent: \(2 * character)pt; }
                h1 { font: 22pt/\(pitch)mm \(title); letter-spacing: 0; text-align: center; margin-bottom: \(pitch)mm; break-after: avoid; }
                h2 { font: 16pt/\(pitch)mm \(heading); text-indent: \(2 * character)pt; break-after: avoid; }
                h3 { font: 16pt/\(pitch)mm \(subheading); text-indent: \(2 * character)pt; break-after: avoid; }
                .wide { page: wide; }
                .beginning { break-before: page; }
                table { width: 100%; border-collapse: collapse; table-layout: fixed; font: 10.5pt/15pt \(song); letter-spacing: 0;
                    margin: 2mm 0; text-indent: 0; }
                caption { font: 10.5pt/15pt \(heading); text-align: left; margin-bottom: 1mm }
                th, td { border: 0.2mm solid #000; padding: 0.8mm 1.2mm; vertical-align: middle; text-align: left; text-indent: 0; }
                th { font-family: \(heading); text-align: center; }
                thead { display: table-header-group; }
                tr { break-inside: avoid; }
                .figures td { text-align: center; }
                .figures td:first-child, .figures tbody th { text-align: left; }
                .narrow { width: 9%; } .half { width: 18%; }
                .fine { font: 7pt/9pt "DejaVu Sans Mono", monospace; letter-spacing: 0; word-break: break-all; }
                .picture { text-align: center; text-indent: 0; break-before: page; }
                .picture:first-child { break-before: auto; }
                img { max-width: 156mm; max-height: 215mm; }

                """)

    /// Envelopes of 220 × 110 mm (DL/ZL; GB/T 1416), one a page.
    static let envelopes = PrintStyle(
        "@page { size: 220mm 110mm; margin: 0 }\n" + text + """
            .envelope { position: relative; width: 220mm; height: 110mm; break-before: page; font: 14pt/8mm \(body); }
            .envelope:first-child { break-before: auto; }
            .code { position: absolute; left: 12mm; top: 10mm; }
            .box { display: inline-block; box-sizing: border-box; width: 7mm; height: 8mm; margin-right: 1.8mm; border: 0.3mm solid #e60012;
                font: 14pt/7.4mm \(song); text-align: center; vertical-align: top; }
            .stamp { position: absolute; right: 10mm; top: 10mm; box-sizing: border-box; width: 20mm; height: 20mm;
                border: 0.3mm solid #e60012; padding-top: 4mm; font: 9pt/6mm \(song); text-align: center; }
            .address { position: absolute; left: 30mm; top: 36mm; width: 160mm; }
            .name { position: absolute; left: 50mm; top: 56mm; width: 140mm; font-size: 20pt; line-height: 10mm; }
            .sender { position: absolute; right: 12mm; bottom: 9mm; width: 110mm; font-size: 10.5pt; line-height: 6mm; text-align: right; }
            .reference { position: absolute; left: 12mm; bottom: 9mm; width: 84mm; font-size: 9pt; line-height: 6mm; }

            """)

    /// 送达回证, one a page.
    static let deliveryReceipts = PrintStyle(
        "@page { size: 210mm 297mm; margin: 25mm 26mm 20mm 28mm }\n" + text + """
            body { font: 14pt/8mm \(body); }
            .receipt { break-before: page; }
            .receipt:first-child { break-before: auto; }
            h1 { font: 22pt/\(pitch)mm \(title); text-align: center; }
            .office { font: 18pt/\(pitch)mm \(title); text-align: center; }
            .serial { text-align: right; margin-top: 4mm }
            table { width: 100%; border-collapse: collapse; table-layout: fixed; }
            th, td { border: 0.3mm solid #000; padding: 2mm 3mm; height: 12mm; vertical-align: middle; text-align: left; }
            th { width: 42mm; text-align: center; font-family: \(body); }
            .signature { text-align: right; vertical-align: bottom; height: 26mm; }
            .note { margin-top: 3mm; font-size: 10.5pt; line-height: 6mm; }

            """)
}

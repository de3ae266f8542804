/// Writes HTML into a growing buffer of bytes. There is no way to put unescaped text into it: tags and attribute names are closed sets,
/// text is always escaped, addresses are `WebAddress`, and neither scripts, styles nor event handlers can stand in the page itself.
///
///     html(.p, .class("hint")) { html in
///         html.text("见")
///         html(.a, .href(address), "《政府信息公开条例》")
///     }
package struct HTMLWriter {
    package private(set) var bytes: [UInt8]
    private let leading: LinkRule?

    /// Where links and forms of a page lead when it stands in another frame than its own: another address, or `nil` for nowhere.
    package typealias LinkRule = @Sendable (String) -> String?

    /// - Parameter leading: asked for every link and every form in the page's body.
    package init(capacity: Int = 16_384, leading: LinkRule? = nil) {
        bytes = []
        bytes.reserveCapacity(capacity)
        self.leading = leading
    }

    /// An element with what the closure writes inside.
    package mutating func callAsFunction(_ tag: Tag, _ attributes: Attribute..., content: (inout HTMLWriter) -> Void) {
        open(tag, attributes)
        content(&self)
        close(tag)
    }

    /// The same with attributes made at run time.
    package mutating func callAsFunction(_ tag: Tag, attributes: [Attribute], content: (inout HTMLWriter) -> Void) {
        open(tag, attributes)
        content(&self)
        close(tag)
    }

    /// An element with text inside.
    package mutating func callAsFunction(_ tag: Tag, _ attributes: Attribute..., text: String) {
        open(tag, attributes)
        self.text(text)
        close(tag)
    }

    /// An element without content, which HTML does not close.
    package mutating func callAsFunction(_ tag: VoidTag, _ attributes: Attribute...) {
        open(tag.name, attributes)
        if tag.endsLine { bytes.append(10) }
    }

    package mutating func callAsFunction(_ tag: VoidTag, attributes: [Attribute]) {
        open(tag.name, attributes)
        if tag.endsLine { bytes.append(10) }
    }

    /// Text, escaped.
    package mutating func text(_ text: String) { Escaping.append(text, to: &bytes, marksControls: true) }

    /// A script file of this site. Scripts never stand in the page, so this is the only way to have one.
    package mutating func script(_ address: WebAddress) {
        open("script", [.src(address)])
        bytes.append("</script>\n")
    }

    /// A picture made of squares, drawn in the colour of the text.
    ///
    /// - Parameters:
    ///   - squares: the dark ones, row by row.
    ///   - size: squares on a side.
    package mutating func mosaic(_ squares: [(column: Int, row: Int)], size: Int, label: String, class name: String) {
        bytes.append("<svg")
        for attribute: Attribute in [.class(name), .role("img"), .aria("label", label)] { attribute.write(to: &bytes) }
        bytes.append(contentsOf: " viewBox=\"0 0 \(size) \(size)\"><path fill=\"currentColor\" d=\"".utf8)
        var index = 0
        while index < squares.count {
            let (column, row) = squares[index]
            var length = 1
            while index + length < squares.count, squares[index + length] == (column + length, row) { length += 1 }
            bytes.append(contentsOf: "M\(column) \(row)h\(length)v1h-\(length)z".utf8)
            index += length
        }
        bytes.append("\"></path></svg>")
    }

    /// A drawing; its content is made of numbers and of escaped text only.
    mutating func svg(width: Int, height: Int, label: String, class name: String, content: (inout String) -> Void) {
        bytes.append("<svg")
        for attribute: Attribute in [.class(name), .role("img"), .aria("label", label)] { attribute.write(to: &bytes) }
        var drawing = ""
        content(&drawing)
        bytes.append(contentsOf: " viewBox=\"0 0 \(width) \(height)\">\(drawing)</svg>".utf8)
    }

    /// What must begin every document.
    package mutating func doctype() { bytes.append("<!DOCTYPE html>\n") }

    private mutating func open(_ tag: Tag, _ attributes: [Attribute]) {
        guard let leading else { return open(tag.name, attributes) }
        open(tag.name, attributes.compactMap { $0.led(by: leading) })
    }

    private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(name)
        for attribute in attributes { attribute.write(to: &bytes) }
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func close(_ tag: Tag) {
        bytes.append("</")
        bytes.append(tag.name)
        bytes.append(UInt8(ascii: ">"))
        // A line per block keeps the source, and the golden files, readable; inside a line of text white space would show.
        if tag.endsLine { bytes.append(10) }
    }
}

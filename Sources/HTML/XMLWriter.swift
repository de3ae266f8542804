/// Writes XML 1.0 (feeds, site maps) into a growing buffer of bytes. Names are written in the source; text and values are always escaped,
/// and characters that XML 1.0 forbids are left out.
package struct XMLWriter {
    package private(set) var bytes: [UInt8] = []

    /// Begins with the XML declaration, in UTF-8.
    package init() { bytes.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }

    package mutating func element(
        _ name: StaticString, _ attributes: [(name: StaticString, value: String)] = [], content: (inout XMLWriter) -> Void
    ) {
        open(name, attributes)
        bytes.append(">\n")
        content(&self)
        close(name)
    }

    package mutating func element(_ name: StaticString, _ attributes: [(name: StaticString, value: String)] = [], text: String) {
        open(name, attributes)
        bytes.append(UInt8(ascii: ">"))
        Escaping.append(text, to: &bytes, marksControls: false)
        close(name)
    }

    package mutating func empty(_ name: StaticString, _ attributes: [(name: StaticString, value: String)]) {
        open(name, attributes)
        bytes.append("/>\n")
    }

    private mutating func open(_ name: StaticString, _ attributes: [(name: StaticString, value: String)]) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(name)
        for attribute in attributes {
            bytes.append(UInt8(ascii: " "))
            bytes.append(attribute.name)
            bytes.append("=\"")
            Escaping.append(attribute.value, to: &bytes, marksControls: false)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func close(_ name: StaticString) {
        bytes.append("</")
        bytes.append(name)
        bytes.append(">\n")
    }
}

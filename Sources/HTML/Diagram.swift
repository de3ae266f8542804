/// Boxes with words and arrows between them (流程图), drawn in the colour of the text.
package struct Diagram: Sendable {
    /// A box around lines of words, in the diagram's own units.
    package struct Box: Sendable {
        package var x: Int
        package var y: Int
        package var width: Int
        package var height: Int
        package var lines: [String]

        package init(x: Int, y: Int, width: Int, height: Int, lines: [String]) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
            self.lines = lines
        }
    }

    /// A straight line, level or upright, with a head at its end.
    package struct Arrow: Sendable {
        package var from: (x: Int, y: Int)
        package var to: (x: Int, y: Int)

        package init(from: (x: Int, y: Int), to: (x: Int, y: Int)) {
            self.from = from
            self.to = to
        }
    }

    /// A word beside an arrow; its left end lies at the point.
    package struct Label: Sendable {
        package var x: Int
        package var y: Int
        package var text: String

        package init(x: Int, y: Int, text: String) {
            self.x = x
            self.y = y
            self.text = text
        }
    }

    package var width: Int
    package var height: Int
    package var boxes: [Box]
    package var arrows: [Arrow]
    /// Level and upright lines without heads, each through its points.
    package var lines: [[(x: Int, y: Int)]]
    package var labels: [Label]

    package init(
        width: Int, height: Int, boxes: [Box], arrows: [Arrow], lines: [[(x: Int, y: Int)]] = [], labels: [Label] = []
    ) {
        self.width = width
        self.height = height
        self.boxes = boxes
        self.arrows = arrows
        self.lines = lines
        self.labels = labels
    }
}

extension Diagram.Arrow {
    /// The head, as the corners of a triangle.
    var head: String {
        let (dx, dy) = ((to.x - from.x).signum() * 8, (to.y - from.y).signum() * 8)
        return "\(to.x),\(to.y) \(to.x - dx - dy / 2),\(to.y - dy - dx / 2) \(to.x - dx + dy / 2),\(to.y - dy + dx / 2)"
    }
}

extension HTMLWriter {
    /// - Parameter label: what the picture is, and where its content stands as text.
    package mutating func diagram(_ diagram: Diagram, label: String, class name: String) {
        svg(width: diagram.width, height: diagram.height, label: label, class: name) { svg in
            for box in diagram.boxes {
                svg += "<rect x=\"\(box.x)\" y=\"\(box.y)\" width=\"\(box.width)\" height=\"\(box.height)\" rx=\"4\"></rect>"
                let top = box.y + box.height / 2 - (box.lines.count - 1) * 11 + 5
                for (index, line) in box.lines.enumerated() {
                    svg +=
                        "<text x=\"\(box.x + box.width / 2)\" y=\"\(top + index * 22)\" text-anchor=\"middle\">\(Diagram.escaped(line))</text>"
                }
            }
            for line in diagram.lines {
                let points = line.map { "\($0.x) \($0.y)" }.joined(separator: "L")
                svg += "<path d=\"M\(points)\"></path>"
            }
            for label in diagram.labels {
                svg += "<text x=\"\(label.x)\" y=\"\(label.y)\">\(Diagram.escaped(label.text))</text>"
            }
            for arrow in diagram.arrows {
                svg +=
                    "<path d=\"M\(arrow.from.x) \(arrow.from.y)L\(arrow.to.x) \(arrow.to.y)\"></path><polygon points=\"\(arrow.head)\"></polygon>"
            }
        }
    }
}

extension Diagram {
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        Escaping.append(text, to: &bytes, marksControls: true)
        return String(decoding: bytes, as: UTF8.self)
    }
}

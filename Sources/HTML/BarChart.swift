/// Bars from zero, one under the other (条形图), that can be told apart without colour: each part of a bar is filled in another way.
package struct BarChart: Sendable {
    /// How a part of a bar is filled.
    package enum Fill: String, Sendable, CaseIterable, Hashable { case solid, striped, hollow }

    package struct Bar: Sendable {
        package var label: String
        package var parts: [(fill: Fill, value: Int)]
        /// What stands behind the bar.
        package var note: String

        package init(label: String, parts: [(fill: Fill, value: Int)], note: String) {
            self.label = label
            self.parts = parts
            self.note = note
        }
    }

    package var bars: [Bar]

    package init(bars: [Bar]) { self.bars = bars }

    private var longest: Int { max(1, bars.map { $0.parts.reduce(0) { $0 + $1.value } }.max() ?? 1) }

    fileprivate static let (width, labels, notes, row) = (720, 200, 200, 28)

    fileprivate var height: Int { bars.count * Self.row + 8 }

    /// In whole units; the ends are rounded, not the widths, so that the parts of a bar fill it.
    fileprivate func draw(into svg: inout String) {
        let room = Self.width - Self.labels - Self.notes
        for (index, bar) in bars.enumerated() {
            let y = index * Self.row + 4
            svg += "<text x=\"\(Self.labels - 8)\" y=\"\(y + 18)\" text-anchor=\"end\">\(Diagram.escaped(bar.label))</text>"
            var sum = 0
            for part in bar.parts where part.value > 0 {
                let start = Self.labels + sum * room / longest
                sum += part.value
                let end = max(start + 1, Self.labels + sum * room / longest)
                svg += "<rect class=\"\(part.fill.rawValue)\" x=\"\(start)\" y=\"\(y + 4)\" width=\"\(end - start)\" height=\"18\"></rect>"
                guard part.fill == .striped else { continue }
                let stripes = stride(from: start + 4, to: end, by: 5).map { "M\($0) \(y + 4)v18" }.joined()
                svg += "<path d=\"\(stripes)\"></path>"
            }
            let end = Self.labels + sum * room / longest
            svg += "<text x=\"\(end + 8)\" y=\"\(y + 18)\">\(Diagram.escaped(bar.note))</text>"
        }
    }
}

extension HTMLWriter {
    /// - Parameter label: what the picture is, and where its content stands as text.
    package mutating func barChart(_ chart: BarChart, label: String) {
        svg(width: BarChart.width, height: chart.height, label: label, class: "bars") { chart.draw(into: &$0) }
    }
}

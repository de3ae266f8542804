import Domain
import HTML

/// 办理流程图: boxes from top to bottom, narrow enough for a phone; ways that do not lead to the next box run in lanes on the right.
struct FlowChart {
    private static let (left, boxWidth, lane, charactersPerLine, lineHeight) = (4, 232, 18, 13, 22)

    var flow: GuideFlow

    func write(_ html: inout HTMLWriter) {
        guard !flow.steps.isEmpty else { return }
        html.diagram(diagram, label: "办理流程图，内容与下面的文字相同", class: "step-flow")
    }

    private struct Place {
        let top: Int
        let height: Int
        var bottom: Int { top + height }
    }

    var diagram: Diagram {
        let texts = flow.steps.enumerated().map { lines(of: $1, number: $0 + 1) } + [["办结"]]
        var places: [Place] = []
        var y = 4
        for text in texts {
            let height = text.count * Self.lineHeight + 18
            places.append(Place(top: y, height: height))
            y += height + 34
        }
        let end = flow.steps.count
        func index(_ number: Int) -> Int { number == 0 ? end : number - 1 }
        let right = Self.left + Self.boxWidth
        var diagram = Diagram(width: 0, height: y - 30, boxes: [], arrows: [])
        for (place, text) in zip(places, texts) {
            diagram.boxes.append(Diagram.Box(x: Self.left, y: place.top, width: Self.boxWidth, height: place.height, lines: text))
        }
        var lanes: [[ClosedRange<Int>]] = []
        for way in flow.ways {
            let (from, to) = (index(way.from), index(way.to))
            if to == from + 1 {
                let x = Self.left + Self.boxWidth / 2
                diagram.arrows.append(Diagram.Arrow(from: (x, places[from].bottom), to: (x, places[to].top)))
                if !way.answer.isEmpty { diagram.labels.append(Diagram.Label(x: x + 10, y: places[from].bottom + 22, text: way.answer)) }
                continue
            }
            let (start, stop) = (places[from].top + places[from].height * 2 / 3, places[to].top + places[to].height / 3)
            let span = min(start, stop)...max(start, stop)
            let free = lanes.firstIndex { lane in !lane.contains { $0.overlaps(span) } } ?? lanes.count
            if free == lanes.count { lanes.append([]) }
            lanes[free].append(span)
            let x = right + 34 + free * Self.lane
            diagram.lines.append([(right, start), (x, start), (x, stop), (right + 9, stop)])
            diagram.arrows.append(Diagram.Arrow(from: (right + 10, stop), to: (right, stop)))
            if !way.answer.isEmpty { diagram.labels.append(Diagram.Label(x: right + 8, y: start - 5, text: way.answer)) }
        }
        diagram.width = right + (lanes.isEmpty ? 4 : 40 + (lanes.count - 1) * Self.lane)
        return diagram
    }

    private func lines(of step: GuideStep, number: Int) -> [String] {
        var lines = wrapped("\(number). \(step.name)")
        let facts = [step.actor, step.duration].filter { !$0.isEmpty }.joined(separator: "，")
        if !facts.isEmpty { lines += wrapped("（\(facts)）") }
        if step.isBranch { lines += wrapped(step.question) }
        return lines
    }

    private func wrapped(_ text: String) -> [String] {
        // Two half-width characters take the room of one.
        var (lines, line, width) = ([String](), "", 0)
        for character in text {
            let own = character.isASCII ? 1 : 2
            if width + own > Self.charactersPerLine * 2 {
                lines.append(line)
                (line, width) = ("", 0)
            }
            line.append(character)
            width += own
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

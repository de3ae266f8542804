/// The matters of a year that the public takes part in (公众参与事项清单、重大行政决策事项目录; 国令第713号 Art. 3).
package struct ParticipationList: Sendable, Hashable {
    /// One matter.
    package struct Line: Sendable, Hashable, Codable {
        package var title: String
        /// As the list names it.
        package var unit: String
        /// How the public takes part, such as 公开征求意见、听证.
        package var way: String
        /// Planned months, 1 to 12.
        package var from: Int
        package var through: Int

        package init(title: String, unit: String, way: String, from: Int, through: Int) {
            self.title = title
            self.unit = unit
            self.way = way
            self.from = from
            self.through = through
        }
    }

    /// What became of a matter by now.
    package enum Progress: Sendable, Hashable {
        case planned, open, closed, answered
        /// A hearing, an open meeting or a questionnaire of the name has been announced.
        case announced
        case late
    }

    package static let mostLines = 200
    package static let years = 2019...2099
    package static let headings = ["序号", "事项名称", "承办单位", "参与方式", "计划时间"]

    package let year: Int
    package var lines: [Line]
    package var draft: Draft.ID?
    package var version: Int

    package init(year: Int, lines: [Line] = [], draft: Draft.ID? = nil, version: Int = 0) {
        self.year = year
        self.lines = lines
        self.draft = draft
        self.version = version
    }

    package var title: String { "\(year)年度公众参与重大行政决策事项清单" }

    package var faults: [ParticipationReason] {
        var reasons: [ParticipationReason] = lines.isEmpty ? [.missing(.matters)] : []
        if lines.count > Self.mostLines { reasons.append(.tooMany(limit: Self.mostLines)) }
        if Set(lines.map(\.title)).count < lines.count { reasons.append(.doubleMatter) }
        for line in lines {
            if line.title.isEmpty || line.unit.isEmpty || line.way.isEmpty { reasons.append(.missing(.matters)) }
            reasons += [line.title, line.unit, line.way].compactMap { .beyond(.matters, $0, limit: Consultation.longestTitle) }
            if !(1...12).contains(line.from) || !(line.from...12).contains(line.through) { reasons.append(.badMonths(line.title)) }
        }
        return reasons
    }

    package var body: DocumentBody {
        let rows = lines.enumerated().map { index, line in
            [String(index + 1), Self.cell(line.title), Self.cell(line.unit), Self.cell(line.way), Self.months(line)]
        }
        return DocumentBody([
            .paragraph("\(year)年度请公众参与的重大行政决策事项共\(lines.count)项。每一项开始征求意见时，在本网站“公众参与”栏目公布。"),
            .table(hasHeader: true, [Self.headings] + rows),
        ])
    }

    private static func months(_ line: Line) -> String { line.from == line.through ? "\(line.from)月" : "\(line.from)月至\(line.through)月" }

    private static func cell(_ text: String) -> String {
        text.split { $0.isNewline || $0 == "\t" || $0 == "\u{1E}" }.joined(separator: " ")
    }

    /// The lines of a published list; what the gate changed in them counts.
    package static func lines(of body: DocumentBody) -> [Line] {
        let rows = body.blocks.lazy.compactMap { block in
            if case .table(_, let rows) = block, rows.first == headings { rows } else { nil }
        }.first
        return (rows ?? []).dropFirst().compactMap { row in
            guard row.count == headings.count else { return nil }
            let months = row[4].split { !$0.isNumber }.compactMap { Int($0) }
            guard let from = months.first, let through = months.last else { return nil }
            return Line(title: row[1], unit: row[2], way: row[3], from: from, through: through)
        }
    }

    /// - Parameters:
    ///   - held: where the consultation of the same name is; `nil` when there is none.
    ///   - isAnnounced: whether the public was asked in another way under the same name.
    package static func progress(of line: Line, in year: Int, held: ConsultationStanding?, isAnnounced: Bool, on day: Day) -> Progress {
        switch held?.state(on: day) {
        case .open: return .open
        case .closed: return .closed
        case .answered: return .answered
        case .preparing, nil: return isAnnounced ? .announced : (day.year, day.month) > (year, line.through) ? .late : .planned
        }
    }
}

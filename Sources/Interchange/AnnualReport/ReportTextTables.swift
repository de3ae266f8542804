import Domain

/// The report's tables out of running text, where cells stand apart by white space or have run together.
struct ReportTextTables {
    private(set) var two = TableTwo(filledWith: .unknown)
    private(set) var three = TableThree(filledWith: .unknown)
    private(set) var four = TableFour(filledWith: .unknown)
    private(set) var problems: [ReportProblem] = []

    private let text: FlatText

    init(_ text: FlatText, sections: ReportSections) {
        self.text = text
        readTwo(in: sections.range(.proactive) ?? text.whole)
        readThree(in: sections.range(.requests) ?? text.whole)
        readFour(in: sections.range(.disputes))
    }

    // MARK: Table two

    private mutating func readTwo(in region: Range<Int>) {
        guard let start = text.find("第二十条第（一）项", in: region) else {
            problems.append(.noTable(2))
            return
        }
        let rest = start.lowerBound..<region.upperBound
        let blocks = ["第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项"].map { text.find($0, in: rest)?.lowerBound }
        func block(_ index: Int) -> Range<Int>? {
            guard let begin = blocks[index] else { return nil }
            return begin..<(blocks[(index + 1)...].compactMap(\.self).first { $0 > begin } ?? region.upperBound)
        }
        if let first = block(0) { readDocuments(in: first) }
        if let permits = block(1) { readSingle(["行政许可"], .permits, heading: "本年处理决定数量", in: permits) }
        if let measures = block(2) {
            readSingle(["行政处罚"], .penalties, heading: "本年处理决定数量", in: measures)
            readSingle(["行政强制"], .coercion, heading: "本年处理决定数量", in: measures)
        }
        if let fees = block(3) { readSingle(["行政事业性收费"], .fees, heading: "本年收费金额", in: fees) }
        if ProactiveLine.allCases.allSatisfy({ two[$0] == .unknown }) { problems.append(.noTable(2)) }
    }

    private mutating func readDocuments(in block: Range<Int>) {
        guard let made = text.find("制发件数", in: block), let repealed = text.find("废止件数", in: block),
            let inForce = text.find("现行有效件数", in: block),
            made.lowerBound < repealed.lowerBound, repealed.lowerBound < inForce.lowerBound
        else { return }
        let rest = inForce.upperBound..<block.upperBound
        guard let documents = text.find("规范性文件", in: rest) else { return }
        let regulations = text.find("规章", in: inForce.upperBound..<documents.lowerBound)
        if let regulations {
            fill([.regulationsMade, .regulationsRepealed, .regulationsInForce], from: regulations.upperBound..<documents.lowerBound)
        }
        fill([.normativeMade, .normativeRepealed, .normativeInForce], from: documents.upperBound..<block.upperBound)
    }

    private mutating func readSingle(_ words: [String], _ line: ProactiveLine, heading: String, in block: Range<Int>) {
        guard let label = text.first(words, in: block), text.find(heading, in: block.lowerBound..<label.lowerBound) != nil,
            text.find("上一年", in: block.lowerBound..<label.lowerBound) == nil
        else { return }
        fill([line], from: label.upperBound..<block.upperBound)
    }

    private mutating func fill(_ lines: [ProactiveLine], from range: Range<Int>) {
        let stretch = NumberStretch(text, in: range)
        if stretch.tokens.count == lines.count {
            for (line, token) in zip(lines, stretch.tokens) {
                if case .digits(let digits) = token { two[line] = FigureCell.figure(digits, line.allowsDecimals) }
            }
        } else if stretch.tokens.count == 1, case .digits(let digits) = stretch.tokens[0], !digits.contains(0x2E), digits.count <= 40,
            let cuttings = DigitRun.numbers(digits, count: lines.count), cuttings.count == 1, let only = cuttings.first
        {
            for (line, number) in zip(lines, only) { two[line] = .count(number) }
        }
    }

    // MARK: Table three

    private mutating func readThree(in region: Range<Int>) {
        let anchor = text.find("申请人情况", in: region) ?? text.find("勾稽关系", in: region)
        let body = (anchor?.upperBound ?? region.lowerBound)..<region.upperBound
        guard let first = text.first(ReportHeadings.lines[0].words, in: body),
            text.find("结转政府信息公开申请", in: first.upperBound..<body.upperBound) != nil
        else {
            problems.append(.noTable(3))
            return
        }
        guard let layout = layout(in: body.lowerBound..<first.lowerBound) else {
            problems.append(.noColumns(3))
            return
        }
        var rows = RunRows(layout: layout)
        for (row, stretch) in stretches(in: first.lowerBound..<body.upperBound) {
            guard let stretch else {
                problems.append(.noRow(row))
                continue
            }
            rows.take(row, stretch)
        }
        let result = rows.decided()
        three = result.table
        problems += result.problems
    }

    /// The order of the columns, out of the headings before the first row.
    private func layout(in range: Range<Int>) -> RunLayout? {
        guard let person = text.find("自然人", in: range), let organisations = text.find("法人或其他组织", in: range) ?? text.find("法人", in: range),
            person.lowerBound < organisations.lowerBound
        else { return nil }
        let rest = organisations.upperBound..<range.upperBound
        let names: [(String, ReportColumn)] = [
            ("商业企业", .business), ("科研机构", .research), ("社会公益组织", .welfare), ("法律服务机构", .legalService),
        ]
        var places: [(Int, RunLayout.Column)] = []
        for (name, column) in names {
            guard let place = text.find(name, in: rest) else { return nil }
            places.append((place.lowerBound, .part(column)))
        }
        let afterNames = (places.map(\.0).max() ?? rest.lowerBound)..<range.upperBound
        guard let other = text.find("其他", in: afterNames), text.find("总计", in: rest) ?? text.find("合计", in: rest) != nil else { return nil }
        places.append((other.lowerBound, .part(.otherOrganisation)))
        if let subtotal = text.find("小计", in: rest) { places.append((subtotal.lowerBound, .subtotal)) }
        return RunLayout([.part(.person)] + places.sorted { $0.0 < $1.0 }.map(\.1) + [.total])
    }

    /// What stands after each row's heading; `nil` for a row that is not there.
    private func stretches(in range: Range<Int>) -> [(ReportRow, NumberStretch?)] {
        let lines = ReportHeadings.lines
        var places: [(line: ReportHeadings.Line, place: Range<Int>?)] = []
        var start = range.lowerBound
        for (index, entry) in lines.enumerated() {
            let rest = start..<range.upperBound
            var place = text.first(entry.words, in: rest)
            // A heading that comes after the next two is one of another row with the same words.
            if let found = place {
                for next in lines[(index + 1)...].prefix(2) {
                    if let other = text.first(next.words, in: rest), other.lowerBound < found.lowerBound { place = nil }
                }
            }
            if let place { start = place.upperBound }
            places.append((entry.line, place))
        }
        var result: [(ReportRow, NumberStretch?)] = []
        for (index, entry) in places.enumerated() {
            guard case .row(let row) = entry.line else { continue }
            let end = places[(index + 1)...].lazy.compactMap(\.place).first?.lowerBound ?? range.upperBound
            result.append((row, entry.place.map { NumberStretch(text, in: $0.upperBound..<end) }))
        }
        return result
    }

    // MARK: Table four

    private mutating func readFour(in region: Range<Int>?) {
        guard let region, let header = headerEnd(in: region) else {
            problems.append(.noTable(4))
            return
        }
        let tokens = NumberStretch(text, in: header..<region.upperBound).tokens
        var runs: [[UInt8]] = []
        for case .digits(let digits) in tokens { runs.append(digits) }
        switch tokens.count {
        case 15:
            var figures: [ReportFigure] = []
            for (index, token) in tokens.enumerated() {
                guard case .digits(let digits) = token else {
                    figures.append(.unknown)
                    continue
                }
                figures.append(FigureCell.figure(digits, false))
                if figures.last == .unknown {
                    let cell = ReportCell.four(DisputeKind.allCases[index / 5], DisputeColumn.allCases[index % 5])
                    problems.append(.malformed(cell, String(decoding: digits, as: UTF8.self)))
                }
            }
            fillFour(figures)
        case 1 where runs.count == 1 && runs[0].count >= 15: decideFour(runs[0])
        case 3 where runs.count == 3 && runs.allSatisfy({ $0.count >= 5 }): decideBlocks(runs)
        default: problems.append(.incompleteDisputes(numbers: tokens.count))
        }
    }

    /// After the third 总计 of the headings.
    private func headerEnd(in region: Range<Int>) -> Int? {
        var end = region.lowerBound
        for kind in DisputeKind.allCases {
            let word = kind == .review ? "行政复议" : kind.name
            guard text.find(word, in: region) != nil, let place = text.find("总计", in: end..<region.upperBound) else { return nil }
            end = place.upperBound
        }
        return end
    }

    private mutating func fillFour(_ figures: [ReportFigure]) {
        for (index, figure) in figures.enumerated() {
            four[DisputeKind.allCases[index / 5], DisputeColumn.allCases[index % 5]] = figure
        }
    }

    private mutating func decideFour(_ digits: [UInt8]) {
        let words = String(decoding: digits, as: UTF8.self)
        guard digits.count <= 60, let readings = DigitRun.disputes(digits), readings.count <= 1 else {
            problems.append(.ambiguousDisputes)
            return
        }
        guard let only = readings.first else {
            problems.append(.unreadableDisputes(nil, digits: words))
            return
        }
        fillFour(only.map(ReportFigure.count))
    }

    private mutating func decideBlocks(_ runs: [[UInt8]]) {
        for (kind, digits) in zip(DisputeKind.allCases, runs) {
            let readings = DigitRun.numbers(digits, count: 5)?.filter { $0.dropLast().reduce(0, +) == $0.last }
            guard let readings, readings.count <= 1 else {
                problems.append(.ambiguousDisputes)
                continue
            }
            guard let only = readings.first else {
                problems.append(.unreadableDisputes(kind, digits: String(decoding: digits, as: UTF8.self)))
                continue
            }
            for (column, number) in zip(DisputeColumn.allCases, only) { four[kind, column] = .count(number) }
        }
    }
}

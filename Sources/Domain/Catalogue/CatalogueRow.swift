/// One item as it is gathered from its row, or from several rows that belong to it.
struct CatalogueRow {
    let line: SourceSheet.Line
    /// The header, when the item is read from a row of its own: tells which columns there are to be filled.
    var noteGaps: TableHeader?
    private var levels: [(index: Int, text: String)] = []
    private var domain: DomainNames.Finding?
    private var elements: [String] = []
    private var bases: [String] = []
    private var timeLimit: TimeLimit?
    private var subjects: [String] = []
    private var channels: Set<Channel> = []
    private var otherChannels: [String] = []
    private var audience = Audience()
    private var modes: Set<DisclosureMode> = []
    private var tiers: Set<Tier> = []
    private var stages: Set<Stage> = []
    private(set) var hasTick = false

    init(line: SourceSheet.Line) {
        self.line = line
    }

    mutating func read(_ text: String, as column: TableHeader.Column, isCopyOfLeft: Bool, log: inout DiagnosticLog) {
        let heading = column.column.heading
        switch column.column {
        case .number, .ignored: break
        case .domain:
            if let found = DomainNames.inColumn(text) { domain = found }
        case .level, .item:
            if !isCopyOfLeft { levels.append((column.index, CatalogueText.oneLine(text))) }
        case .elements: elements += ListSplitting.elements(text)
        case .bases: bases += repairedBases(ListSplitting.bases(text), log: &log)
        case .timeLimit: readTimeLimit(text, log: &log)
        case .subjects: subjects += ListSplitting.subjects(text).filter { !subjects.contains($0) }
        case .channels: if !isCopyOfLeft { readChannels(text, heading, log: &log) }
        case .form: if ChannelNames.channel(named: text) != nil || text.contains("网站") { readChannels(text, heading, log: &log) }
        case .channel(let name): if tick(text, column, log: &log) { chooseChannel(name, log: &log) }
        case .everyone: if tick(text, column, log: &log) { audience.everyone = true }
        case .specific: if tick(text, column, log: &log) { audience.specific = true }
        case .proactive: if tick(text, column, log: &log) { modes.insert(.proactive) }
        case .onRequest: if tick(text, column, log: &log) { modes.insert(.onRequest) }
        case .tierOf(let tier): if tick(text, column, log: &log) { tiers.insert(tier) }
        case .stageOf(let stage): if tick(text, column, log: &log) { stages.insert(stage) }
        case .audience:
            let chosen = choices(ChoiceReader(ChoiceWords.audience), text, heading, log: &log)
            audience.everyone = audience.everyone || chosen.contains(.everyone)
            audience.specific = audience.specific || chosen.contains(.specific)
        case .mode: modes.formUnion(choices(ChoiceReader(ChoiceWords.mode), text, heading, log: &log))
        case .tier: tiers.formUnion(choices(ChoiceReader(ChoiceWords.tier), text, heading, log: &log))
        case .stage: stages.formUnion(choices(ChoiceReader(ChoiceWords.stage), text, heading, log: &log))
        }
    }

    private mutating func tick(_ text: String, _ column: TableHeader.Column, log: inout DiagnosticLog) -> Bool {
        let (state, folded) = TickGlyph.cell(text, name: CatalogueText.key(column.written))
        if let folded { noteGlyphs([folded], column.column.heading, log: &log) }
        if state == .unclear {
            log.add(
                .warning, "unknown-tick", row: line.number, column: column.column.heading,
                message: "第 \(line.number) 行「\(column.column.heading)」格里是「\(String(text.prefix(20)))」，看不出是否勾选，按未勾选处理，请改为√或留空。")
        }
        hasTick = hasTick || state == .on
        return state == .on
    }

    private func noteGlyphs(_ glyphs: CatalogueText.Scalars, _ heading: String, log: inout DiagnosticLog) {
        for glyph in glyphs {
            let shown = (0xE000...0xF8FF).contains(glyph.value) ? "U+" + String(glyph.value, radix: 16, uppercase: true) : String(glyph)
            log.add(.info, "glyph-folded", row: line.number, column: heading, message: "「\(heading)」中的符号「\(shown)」按勾选框读取。")
        }
    }

    private mutating func choices<Choice: Hashable & Sendable>(
        _ reader: ChoiceReader<Choice>, _ text: String, _ heading: String, log: inout DiagnosticLog
    ) -> [Choice] {
        var reader = reader
        reader.read(text)
        noteGlyphs(reader.foldedGlyphs, heading, log: &log)
        for alias in reader.aliases {
            log.add(.info, "alias-mapped", row: line.number, column: heading, message: "「\(heading)」的「\(alias.written)」按标准名称读取。")
        }
        for word in reader.unknown {
            log.add(
                .warning, "unknown-choice", row: line.number, column: heading,
                message: "第 \(line.number) 行「\(heading)」的「\(String(word.prefix(20)))」不认识，没有采用，请改用标准说法。")
        }
        hasTick = hasTick || !reader.chosen.isEmpty
        return reader.chosen
    }

    private mutating func readChannels(_ text: String, _ heading: String, log: inout DiagnosticLog) {
        var reader = ChannelReader()
        reader.read(text)
        take(reader, heading, log: &log)
    }

    private mutating func chooseChannel(_ name: String, log: inout DiagnosticLog) {
        var reader = ChannelReader()
        reader.choose(name)
        take(reader, name, log: &log)
    }

    private mutating func take(_ reader: ChannelReader, _ heading: String, log: inout DiagnosticLog) {
        channels.formUnion(reader.channels)
        otherChannels += reader.others.filter { !otherChannels.contains($0) }
        noteGlyphs(reader.foldedGlyphs, heading, log: &log)
        for alias in reader.aliases {
            log.add(
                .info, "alias-mapped", row: line.number, column: heading,
                message: "渠道「\(CatalogueText.oneLine(alias.written))」按「\(alias.channel.rawValue)」读取。")
        }
        for name in reader.unknown {
            log.add(
                .warning, "unknown-channel", row: line.number, column: heading,
                message: "第 \(line.number) 行的渠道「\(String(name.prefix(30)))」不在十三种标准渠道之内，记入「其他」，请核对。")
        }
        for name in reader.unmarked {
            log.add(.info, "unmarked-channel", row: line.number, column: heading, message: "渠道「\(String(name.prefix(30)))」前没有勾选框，没有采用。")
        }
    }

    private mutating func readTimeLimit(_ text: String, log: inout DiagnosticLog) {
        let heading = CatalogueColumn.timeLimit.heading
        let (limit, isOneOfSeveral) = TimeLimitReader.read(CatalogueText.oneLine(text))
        if let timeLimit, timeLimit.text != limit.text {
            log.add(.info, "several-time-limits", row: line.number, column: heading, message: "这一事项写了几个时限，采用第一个「\(timeLimit.text)」。")
            return
        }
        timeLimit = limit
        if limit.rule == .unparsed {
            log.add(
                .warning, "unparsed-time-limit", row: line.number, column: heading,
                message: "第 \(line.number) 行的公开时限「\(String(limit.text.prefix(40)))」看不出期限，原文照录，请写明多少日或多少个工作日内、每季度等。")
        } else if isOneOfSeveral {
            log.add(
                .info, "several-time-limits", row: line.number, column: heading,
                message: "公开时限里有几个期限，按第一个有约束力的计算，原文照录：\(String(limit.text.prefix(40)))")
        }
    }

    /// 国办发(2019)54号 with the brackets that the standard of official documents wants (GB/T 9704-2012, 7.2.5).
    private func repairedBases(_ bases: [String], log: inout DiagnosticLog) -> [String] {
        bases.map { basis in
            let repaired = DocumentNumbers.withProperBrackets(basis)
            if repaired != basis {
                log.add(
                    .info, "glyph-folded", row: line.number, column: CatalogueColumn.bases.heading,
                    message: "文号年份的括号已改为六角括号：\(String(repaired.prefix(60)))")
            }
            return repaired
        }
    }

    /// The item; `nil` when the row names none.
    func item(domain current: DomainNames.Finding?, log: inout DiagnosticLog) -> CatalogueEntry? {
        let order = noteGaps?.levels ?? []
        let names = levels.sorted { (order.firstIndex(of: $0.index) ?? 0) < (order.firstIndex(of: $1.index) ?? 0) }.map(\.text)
        guard !names.isEmpty else {
            log.add(.warning, "missing-name", row: line.number, column: "公开事项", message: "第 \(line.number) 行没有事项名称，没有读取，请补上一级、二级事项。")
            return nil
        }
        noteMissing(log: &log)
        let domain = domain ?? current
        if let alias = domain?.alias, let name = domain?.name {
            log.add(.info, "alias-mapped", row: line.number, column: "领域", message: "领域「\(alias)」按「\(name)」读取。")
        }
        return CatalogueEntry(
            domain: domain?.name, levels: names, elements: elements, bases: bases, timeLimit: timeLimit, subjects: subjects,
            channels: Channel.allCases.filter(channels.contains), otherChannels: otherChannels, audience: audience,
            modes: DisclosureMode.allCases.filter(modes.contains), tiers: Tier.allCases.filter(tiers.contains),
            stages: Stage.allCases.filter(stages.contains))
    }

    private func noteMissing(log: inout DiagnosticLog) {
        guard let header = noteGaps else { return }
        let gaps: [(Bool, CatalogueColumn, String, String)] = [
            (timeLimit == nil, .timeLimit, "missing-time-limit", "公开时限"), (subjects.isEmpty, .subjects, "missing-subject", "公开主体"),
            (channels.isEmpty, .channels, "missing-channel", "公开渠道和载体"), (elements.isEmpty, .elements, "missing-elements", "公开内容（要素）"),
            (bases.isEmpty, .bases, "missing-basis", "公开依据"),
        ]
        for (isMissing, column, code, heading) in gaps where isMissing && header.contains(column) {
            log.add(.warning, code, row: line.number, column: heading, message: "第 \(line.number) 行没有填「\(heading)」，请补上。")
        }
    }
}

/// Document numbers as catalogues write them.
enum DocumentNumbers {
    /// 「国办发(2019)54号」 with 〔〕 around the year; other text unchanged.
    static func withProperBrackets(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        guard scalars.count >= 8 else { return text }
        for index in scalars.indices.dropLast(6) where "(（[［【".unicodeScalars.contains(scalars[index]) && index > 0 {
            let year = scalars[(index + 1)...(index + 4)]
            let close = scalars[index + 5]
            guard CatalogueText.isIdeograph(scalars[index - 1]), year.allSatisfy(CatalogueText.isDigit),
                ")）]］】".unicodeScalars.contains(close)
            else { continue }
            let rest = scalars[(index + 6)...].drop { $0 == "第" }
            let digits = rest.prefix(while: CatalogueText.isDigit)
            guard !digits.isEmpty, digits.count <= 5, digits.endIndex < scalars.endIndex, scalars[digits.endIndex] == "号" else { continue }
            scalars[index] = "〔"
            scalars[index + 5] = "〕"
        }
        return CatalogueText.string(scalars)
    }
}

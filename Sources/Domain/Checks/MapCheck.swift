/// Maps need their approval number (审图号; 地图管理条例 Art. 37; 国办发〔2017〕47号).
enum MapCheck {
    /// Words for what surely is a map, and for what may be one.
    private static let sure = ["地图", "行政区划图", "政区图", "区划图", "卫星图", "卫星影像", "遥感影像图", "地形图", "审图号"]
    private static let perhaps = ["区位图", "位置图", "分布图", "规划图", "四至图", "红线图", "范围图", "线路图", "路线图", "交通图", "水系图", "导览图", "示意图", "影像图"]
    private static let noMaps = [
        "地图集团", "流程示意图", "结构示意图", "组织示意图", "架构示意图", "工艺示意图", "原理示意图", "操作示意图", "图标示意图", "平面示意图", "技术路线图", "思维地图", "数据地图", "知识地图", "产业地图",
        "服务地图",
        "办事地图", "信用地图", "施工图", "时间路线图", "任务路线图", "政策地图", "就业地图",
    ]
    private static let words = WordMatcher(sure + perhaps + noMaps)

    static func findings(in text: CheckedText, content: Draft.Content) -> [Finding] {
        let pictures = content.attachments.filter(isPicture)
        guard !pictures.isEmpty, !text.pieces.contains(where: { hasNumber($0.folded) }) else { return [] }
        let named = text.pieces.compactMap { piece -> (CheckedText.Piece, Range<Int>, Bool)? in
            guard case .attachmentName(let name) = piece.origin, pictures.contains(where: { $0.name == name }) else { return nil }
            return map(in: piece).map { (piece, $0.0, $0.1) }
        }
        if !named.isEmpty { return named.map { finding($0.0, $0.1, isSure: $0.2) } }
        // The title, or a short line below a picture, says that there is a map.
        for piece in text.pieces {
            switch piece.origin {
            case .title: break
            case .body(_, let part) where part.isEmpty && piece.scalars.count <= 40: break
            case .body, .cell, .attachmentName, .attachment: continue
            }
            if let (range, isSure) = map(in: piece), isSure || isAtEnd(range, of: piece) { return [finding(piece, range, isSure: false)] }
        }
        return []
    }

    private static func isPicture(_ attachment: DraftAttachment) -> Bool {
        attachment.mediaType.hasPrefix("image/") || attachment.mediaType == "application/pdf"
    }

    /// The first map word that no other word holds, and whether it is a sure one.
    private static func map(in piece: CheckedText.Piece) -> (Range<Int>, Bool)? {
        let matches = words.matches(in: piece.folded)
        let harmless = matches.filter { $0.word >= sure.count + perhaps.count }
        let found = matches.first { match in
            match.word < sure.count + perhaps.count
                && !harmless.contains { $0.range.lowerBound <= match.range.lowerBound && match.range.upperBound <= $0.range.upperBound }
        }
        return found.map { ($0.range, $0.word < sure.count) }
    }

    /// Behind it only a closing bracket, a full stop, the end of a file's name.
    private static func isAtEnd(_ range: Range<Int>, of piece: CheckedText.Piece) -> Bool {
        piece.folded[range.upperBound...].allSatisfy { $0 < 0x3000 || !(0x4E00...0x9FFF).contains($0) }
    }

    private static func finding(_ piece: CheckedText.Piece, _ range: Range<Int>, isSure: Bool) -> Finding {
        Finding(
            .mapNumber, isSure ? .blocking : .warning, at: piece.place(range), matched: piece.text, sample: piece.excerpt(range),
            reason: "附件看来是地图，文稿和附件中都没有审图号（地图管理条例、国办发〔2017〕47号）。",
            remedy: "请使用标准地图，或者送审后在图上和正文中注明审图号，如“审图号：×S(2026)1号”；不是地图的，说明理由。")
    }

    /// `GS(2020)1234号`, `皖S（2023）5号`, `GS京(2022)0001号`.
    static func hasNumber(_ folded: [UInt32]) -> Bool {
        for (index, scalar) in folded.enumerated() where scalar == 0x73 {  // s
            var next = index + 1
            // The province's short name may stand behind the letters as well.
            if next < folded.count, (0x4E00...0x9FFF).contains(folded[next]) { next += 1 }
            guard next + 6 < folded.count, folded[next] == 0x28 || folded[next] == 0x3014 || folded[next] == 0x5B,
                let year = Int(decimal: folded[(next + 1)..<(next + 5)]), (2000...2999).contains(year)
            else { continue }
            let serial = folded[(next + 6)...].prefix(8).prefix { (48...57).contains($0) }
            let after = next + 6 + serial.count
            if !serial.isEmpty, after < folded.count, folded[after] == 0x53F7 { return true }
        }
        return false
    }
}

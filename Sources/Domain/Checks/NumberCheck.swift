/// Totals in tables that are not the sum of what stands above or beside them.
///
/// Cautious: a table with subtotals or levels is left alone, and a total is called wrong only where the table shows, in another column or
/// in its other rows, that it is a sum at all.
enum NumberCheck {
    static func findings(in content: Draft.Content) -> [Finding] {
        content.body.blocks.enumerated().flatMap { index, block -> [Finding] in
            guard case .table(let hasHeader, let rows) = block, rows.count >= 3, rows.count <= 5_000, let width = rows.map(\.count).max(),
                width >= 2, width <= 100
            else { return [] }
            let table = Table(rows: rows, width: width, headerRows: hasHeader ? 1 : headerRows(rows))
            return table.totalRow(block: index + 1) + table.totalColumns(block: index + 1)
        }
    }

    private static func headerRows(_ rows: [[String]]) -> Int {
        rows.first.map { $0.contains { Amount($0) != nil } } == true ? 0 : 1
    }

    private struct Table {
        let rows: [[String]]
        let width: Int
        let headerRows: Int

        func cell(_ row: Int, _ column: Int) -> String { column < rows[row].count ? rows[row][column] : "" }

        func name(_ row: Int) -> String {
            let first = rows[row].prefix(3).first { !Folding.trimmed($0).isEmpty && Amount($0) == nil } ?? ""
            return String(
                String.UnicodeScalarView(first.unicodeScalars.filter { Folding.fold($0.value) != 0x20 && $0 != "：" && $0 != ":" }))
        }

        private static let totals: Set<String> = ["合计", "总计", "共计", "总合计"]
        private static let partial = ["小计", "其中", "分计", "累计", "合计", "总计"]
        private static let unsummable = [
            "率", "比", "%", "％", "均", "单价", "价格", "标准", "年", "月", "日", "序号", "编号", "代码", "电话", "面积单位", "排名", "名次", "得分", "分数", "增长", "增幅",
            "±",
        ]

        /// Rows that are added up; `nil` when the table has levels.
        private func addends(except total: Int) -> [Int]? {
            let candidates = (headerRows..<rows.count).filter { $0 != total }
            for row in candidates {
                let words = name(row)
                if Self.partial.contains(where: { words.contains($0) }) || Self.isLevel(words) { return nil }
            }
            // Codes of which one begins with another are levels too: 201, 20101.
            let codes = candidates.map { Folding.trimmed(cell($0, 0)) }.filter { code in
                code.utf8.count >= 3 && code.utf8.allSatisfy { (48...57).contains($0) }
            }
            for pair in zip(codes, codes.dropFirst()) where pair.1 != pair.0 && pair.1.hasPrefix(pair.0) { return nil }
            return candidates
        }

        private static func isLevel(_ name: String) -> Bool {
            guard let first = name.unicodeScalars.first else { return false }
            let second = name.unicodeScalars.dropFirst().first
            if "一二三四五六七八九十".unicodeScalars.contains(first) { return second == "、" || second == "." || second == "．" }
            return ((first == "（" || first == "(") && second.map { "一二三四五六七八九十0123456789".unicodeScalars.contains($0) } == true)
                || "①②③④⑤⑥⑦⑧⑨⑩".unicodeScalars.contains(first)
        }

        private func heading(_ column: Int) -> String { (0..<headerRows).map { cell($0, column) }.joined() }

        private func isSummable(_ column: Int) -> Bool {
            let words = heading(column)
            return !Self.unsummable.contains { words.contains($0) }
        }

        /// 合计 at the bottom or at the top, added up downwards.
        func totalRow(block: Int) -> [Finding] {
            let totals = (headerRows..<rows.count).filter { Self.totals.contains(name($0)) }
            guard totals.count == 1, let total = totals.first, let addends = addends(except: total), addends.count >= 2 else { return [] }
            var (right, wrong): (Int, [Finding]) = (0, [])
            var isAmbiguous = false
            for column in 1..<width where isSummable(column) {
                guard let stated = Amount(cell(total, column)), let parts = amounts(addends, column) else { continue }
                if stated.isNear(parts) {
                    right += 1
                } else {
                    wrong.append(finding(block, total, column, stated: stated, parts: parts))
                    // Twice the sum, or one row alone: the rows have levels that nothing shows.
                    let sum = Amount.sum(parts)
                    isAmbiguous = isAmbiguous || stated.value * 2 == sum || parts.contains { $0.value == stated.value }
                }
            }
            return wrong.count > max(1, right) || isAmbiguous ? [] : wrong
        }

        /// At least two numbers and nothing else; an empty cell or a dash counts nothing.
        private func amounts(_ rows: [Int], _ column: Int) -> [Amount]? {
            var parts: [Amount] = []
            for row in rows {
                let text = Folding.trimmed(cell(row, column))
                if text.isEmpty || ["-", "—", "－", "/", "--", "——"].contains(text) { continue }
                guard let amount = Amount(text) else { return nil }
                parts.append(amount)
            }
            return parts.count >= 2 ? parts : nil
        }

        /// A column 合计 that is the sum of its neighbours in most rows, and not in this one.
        func totalColumns(block: Int) -> [Finding] {
            let columns = (1..<width).filter { column in
                let words = String(String.UnicodeScalarView(heading(column).unicodeScalars.filter { Folding.fold($0.value) != 0x20 }))
                return Self.totals.contains(words)
            }
            guard headerRows == 1, columns.count == 1, let total = columns.first else { return [] }
            let others = (1..<width).filter { $0 != total && isSummable($0) }
            var (right, wrong): (Int, [Finding]) = (0, [])
            for row in headerRows..<rows.count {
                guard let stated = Amount(cell(row, total)) else { continue }
                let parts = others.compactMap { Amount(cell(row, $0)) }
                guard parts.count >= 2 else { continue }
                if stated.isNear(parts) { right += 1 } else { wrong.append(finding(block, row, total, stated: stated, parts: parts)) }
            }
            return right >= 2 && wrong.count * 2 <= right ? wrong : []
        }

        private func finding(_ block: Int, _ row: Int, _ column: Int, stated: Amount, parts: [Amount]) -> Finding {
            let sum = Amount.text(Amount.sum(parts))
            let text = cell(row, column)
            return Finding(
                .numberConflict, .warning,
                at: .body(block: block, part: "表格第 \(row + 1) 行第 \(column + 1) 列", range: 0..<text.unicodeScalars.count),
                matched: "\(heading(column)) \(text)", sample: "合计 \(text)", reason: "合计写的是 \(text)，各项相加是 \(sum)。",
                remedy: "请核对各项和合计，改正有误的数。")
        }
    }
}

/// A number in a cell, in millionths, so that nothing is lost in binary fractions.
struct Amount: Sendable, Hashable {
    /// Millionths.
    let value: Int64
    let decimals: Int

    /// Reads `1,234.50`, `１２`, `-3`; `nil` for anything with words, units or more than twelve digits before the point.
    init?(_ text: String) {
        var digits: Int64 = 0
        var (count, decimals, isNegative, hasPoint) = (0, 0, false, false)
        for (index, scalar) in Folding.trimmed(text).unicodeScalars.enumerated() {
            switch Folding.fold(scalar.value) {
            case let digit where (48...57).contains(digit):
                guard count < 12 || hasPoint, decimals < 6 else { return nil }
                digits = digits * 10 + Int64(digit - 48)
                count += 1
                if hasPoint { decimals += 1 }
            case 0x2C where count > 0 && !hasPoint: continue
            case 0x2E where count > 0 && !hasPoint: hasPoint = true
            case 0x2D where index == 0: isNegative = true
            default: return nil
            }
        }
        guard count > 0 else { return nil }
        for _ in decimals..<6 { digits *= 10 }
        value = isNegative ? -digits : digits
        self.decimals = decimals
    }

    static func sum(_ parts: [Amount]) -> Int64 { parts.reduce(0) { $0 &+ $1.value } }

    /// Equal, but for what rounding each part and the total can make.
    func isNear(_ parts: [Amount]) -> Bool {
        let decimals = parts.map(\.decimals).max() ?? 0
        let step: Int64 = [1_000_000, 100_000, 10_000, 1000, 100, 10, 1][min(6, min(decimals, self.decimals))]
        // Whole numbers are counted, not rounded.
        let allowed = decimals == 0 && self.decimals == 0 ? 0 : step / 2 * Int64(parts.count + 1)
        return abs(value - Amount.sum(parts)) <= allowed
    }

    static func text(_ value: Int64) -> String {
        let (whole, rest) = (abs(value) / 1_000_000, abs(value) % 1_000_000)
        var text = "\(value < 0 ? "-" : "")\(whole)"
        if rest > 0 {
            let digits = String(rest)
            var fraction = String(repeating: "0", count: 6 - digits.utf8.count) + digits
            while fraction.utf8.last == 48 { fraction.removeLast() }
            text += ".\(fraction)"
        }
        return text
    }
}

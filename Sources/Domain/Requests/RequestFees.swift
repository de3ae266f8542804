/// 信息处理费: what requests beyond the reasonable cost (条例 Art. 42; 国办函〔2020〕109号). Free unless the office decides otherwise; by item or by
/// page, never both for one request.
package struct RequestFees: Sendable, Hashable, Codable {
    /// 按件: of one applicant in one calendar month.
    package var items: FeeScale
    /// 按量: pages of one request.
    package var pages: FeeScale

    package init(items: FeeScale, pages: FeeScale) {
        self.items = items
        self.pages = pages
    }

    /// 国办函〔2020〕109号 Art. 4 and 5.
    package static let released = RequestFees(
        items: FeeScale([
            FeeScale.Band(after: 0, fen: 0), FeeScale.Band(after: 10, fen: 10_000),
            FeeScale.Band(after: 30, fen: 20_000, rise: FeeScale.Rise(every: 10, fen: 10_000)),
        ]),
        pages: FeeScale([
            FeeScale.Band(after: 0, fen: 0), FeeScale.Band(after: 30, fen: 1_000), FeeScale.Band(after: 100, fen: 2_000),
            FeeScale.Band(after: 200, fen: 4_000),
        ]))

    /// Which of the two scales a request is charged by.
    package enum Basis: String, Sendable, CaseIterable, Codable, Hashable {
        case items, pages

        package var name: String {
            switch self {
            case .items: "按件计收"
            case .pages: "按量计收"
            }
        }

        package var unit: String {
            switch self {
            case .items: "件"
            case .pages: "页"
            }
        }

        package var article: String {
            switch self {
            case .items: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条"
            case .pages: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第五条"
            }
        }
    }

    package func scale(_ basis: Basis) -> FeeScale {
        switch basis {
        case .items: items
        case .pages: pages
        }
    }

    /// What a further request of the month costs: the whole month's fee less what the requests before it made.
    package func fee(forItemsAfter before: Int, count: Int = 1) -> Int { items.fee(for: before + count) - items.fee(for: before) }
}

/// In a file the list of its bands.
extension FeeScale: Codable {
    package init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode([Band].self)) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bands)
    }
}

/// Marginal bands, like an income tax (超额累进): each piece costs what its own band says.
package struct FeeScale: Sendable, Hashable {
    package var bands: [Band]

    package init(_ bands: [Band]) { self.bands = bands }

    /// What each piece costs after the first `after` ones, in fen.
    package struct Band: Sendable, Hashable, Codable {
        package var after: Int
        package var fen: Int
        /// Within the band the price rises from piece to piece in steps; `nil` when it stays.
        package var rise: Rise?

        package init(after: Int, fen: Int, rise: Rise? = nil) {
            self.after = after
            self.fen = fen
            self.rise = rise
        }
    }

    /// By so much more after every so many pieces.
    package struct Rise: Sendable, Hashable, Codable {
        package var every: Int
        package var fen: Int

        package init(every: Int, fen: Int) {
            self.every = every
            self.fen = fen
        }
    }

    /// More pieces than anybody has ever asked for.
    package static let most = 100_000

    /// Begins at the first piece, bands in order, nothing negative.
    package var isValid: Bool {
        guard let first = bands.first, first.after == 0, bands.count <= 50 else { return false }
        guard bands.allSatisfy({ (0...Self.most).contains($0.after) }) else { return false }
        let isOrdered = zip(bands, bands.dropFirst()).allSatisfy { $0.after < $1.after }
        return isOrdered
            && bands.allSatisfy { band in
                (0...10_000_000).contains(band.fen)
                    && band.rise.map { (1...10_000).contains($0.every) && (0...10_000_000).contains($0.fen) } ?? true
            }
    }

    /// One line of the account.
    package struct Line: Sendable, Hashable {
        /// The first and last piece that cost this much.
        package let first: Int
        package let last: Int
        /// What each costs, in fen.
        package let fen: Int

        package var count: Int { last - first + 1 }
        package var sum: Int { count * fen }
    }

    /// How the fee for so many pieces comes about; pieces that are free have a line, too.
    ///
    /// - Precondition: 0 to `most` pieces, and a valid scale.
    package func account(for count: Int) -> [Line] {
        precondition((0...Self.most).contains(count), "\(count) pieces")
        var lines: [Line] = []
        for (index, band) in bands.enumerated() {
            let end = min(index + 1 < bands.count ? bands[index + 1].after : count, count)
            var start = band.after + 1
            var price = band.fen
            while start <= end {
                let last = band.rise.map { min(start + $0.every - 1, end) } ?? end
                lines.append(Line(first: start, last: last, fen: price))
                start = last + 1
                price += band.rise?.fen ?? 0
            }
        }
        return lines
    }

    /// In fen.
    package func fee(for count: Int) -> Int { account(for: count).reduce(0) { $0 + $1.sum } }
}

extension Int {
    /// An amount in fen as yuan: `2000`, `12.50`.
    package var yuan: String {
        let cents = magnitude % 100
        let whole = "\(self < 0 ? "-" : "")\(magnitude / 100)"
        return cents == 0 ? whole : "\(whole).\(cents < 10 ? "0" : "")\(cents)"
    }
}

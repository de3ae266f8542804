/// A number in the words of a report that is filled in from the tables (占位符), written `{{新收}}`: so the two cannot disagree. The list is closed.
package enum ReportPlaceholder: String, Sendable, CaseIterable, Codable, Hashable {
    case year = "年度"
    case unit = "单位"
    case received = "新收"
    case carriedIn = "上年结转"
    case closed = "办理总计"
    case carriedOver = "结转下年度"
    case disclosed = "予以公开"
    case partly = "部分公开"
    case withheld = "不予公开"
    case unavailable = "无法提供"
    case notHandled = "不予处理"
    case otherwise = "其他处理"
    case reviews = "行政复议"
    case suits = "行政诉讼"
    case fees = "信息处理费"
    case normativeMade = "规范性文件制发"

    package var written: String { "{{\(rawValue)}}" }
}

extension AnnualReport {
    /// Why words cannot be filled.
    package enum WordsFault: Error, Sendable, Hashable {
        case unknown(String)
        case unclosed
        case tooLong(limit: Int)

        package var sentence: String {
            switch self {
            case .unknown(let name):
                "“{{\(name)}}”不是可用的占位符，请改用：\(ReportPlaceholder.allCases.map(\.written).joined(separator: "、"))。"
            case .unclosed: "占位符没有写完，请补上“}}”。"
            case .tooLong(let limit): "最多 \(limit) 字，请缩短。"
            }
        }
    }

    package static let longestSection = 20_000

    /// What is wrong with the words of a section.
    package static func faults(in text: String) -> [WordsFault] {
        guard text.unicodeScalars.count <= longestSection else { return [.tooLong(limit: longestSection)] }
        return TemplatePart.parts(of: text).compactMap { part in
            switch part {
            case .text, .unopened: nil
            case .name(let name): ReportPlaceholder(rawValue: name) == nil ? .unknown(name) : nil
            case .unclosed: .unclosed
            }
        }
    }

    /// The words with their numbers; a placeholder that is not known stays as it is.
    ///
    /// - Parameter feesInFen: collected in the year.
    package func filled(_ text: String, feesInFen: Int) -> String {
        TemplatePart.parts(of: text).map { part in
            switch part {
            case .text(let plain), .unclosed(let plain): plain
            case .name(let name): ReportPlaceholder(rawValue: name).map { value($0, feesInFen: feesInFen) } ?? "{{\(name)}}"
            case .unopened: "}}"
            }
        }.joined()
    }

    private func value(_ placeholder: ReportPlaceholder, feesInFen: Int) -> String {
        func sum(_ outcomes: [RequestOutcome]) -> String {
            String(outcomes.reduce(0) { $0 + (three[ReportRow($1), .total].count ?? 0) })
        }
        func group(_ group: RequestOutcome.Group) -> String { sum(RequestOutcome.allCases.filter { $0.group == group }) }
        switch placeholder {
        case .year: return year.map(String.init) ?? ""
        case .unit: return unit
        case .received: return three[.received, .total].text
        case .carriedIn: return three[.carriedIn, .total].text
        case .closed: return three[.closed, .total].text
        case .carriedOver: return three[.carriedOver, .total].text
        case .disclosed: return group(.disclosed)
        case .partly: return group(.partly)
        case .withheld: return group(.withheld)
        case .unavailable: return group(.unavailable)
        case .notHandled: return group(.notHandled)
        case .otherwise: return group(.other)
        case .reviews: return four[.review, .total].text
        case .suits: return String((four[.suit, .total].count ?? 0) + (four[.suitAfterReview, .total].count ?? 0))
        case .fees: return feesInFen.yuan
        case .normativeMade: return two[.normativeMade].text
        }
    }

    /// What a new report begins with; the office writes the rest.
    package static let released: [ReportSection: String] = [
        .overview:
            "{{年度}}年，{{单位}}认真贯彻落实《中华人民共和国政府信息公开条例》，推进主动公开、依申请公开、政府信息管理、平台建设和监督保障。全年新收政府信息公开申请{{新收}}件，上年结转{{上年结转}}件，办理结果总计{{办理总计}}件，结转下年度继续办理{{结转下年度}}件。",
        .problems: "",
        .other: "{{年度}}年，依申请公开收取信息处理费{{信息处理费}}元。",
    ]
}

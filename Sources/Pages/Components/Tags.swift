import Domain
import HTML

/// A state: a word with a shape before it, never colour alone.
struct StatusTag {
    enum Shape: String { case full, half, open, cross, plus, minus, change }

    var word: String
    var shape: Shape
    /// Withdrawn or wrong: the only states that are red.
    var isAlarming = false

    func write(_ html: inout HTMLWriter) {
        html(.span, .class(isAlarming ? "tag alarm" : "tag")) { html in
            html(.span, .class("shape \(shape.rawValue)"), .aria("hidden", "true"), text: glyph)
            html.text(word)
        }
    }

    private var glyph: String {
        switch shape {
        case .full: "●"
        case .half: "◐"
        case .open: "○"
        case .cross: "✕"
        case .plus: "＋"
        case .minus: "－"
        case .change: "△"
        }
    }
}

extension Disclosure.Validity {
    /// No longer in force: shown wherever the document is named.
    var isWithdrawn: Bool {
        switch self {
        case .repealed, .expired, .amended: true
        case .valid, .unstated: false
        }
    }
}

/// 有效性
struct ValidityTag {
    var validity: Disclosure.Validity

    func write(_ html: inout HTMLWriter) {
        switch validity {
        case .valid: StatusTag(word: validity.rawValue, shape: .full).write(&html)
        case .amended: StatusTag(word: validity.rawValue, shape: .half).write(&html)
        case .repealed, .expired: StatusTag(word: validity.rawValue, shape: .cross, isAlarming: true).write(&html)
        case .unstated: StatusTag(word: validity.rawValue, shape: .open).write(&html)
        }
    }
}

/// Whether documents are filed under an item, with how many.
struct CoverageTag {
    var documentCount: Int

    func write(_ html: inout HTMLWriter) {
        if documentCount > 0 {
            StatusTag(word: "\(documentCount.grouped) 份文件", shape: .full).write(&html)
        } else {
            StatusTag(word: "暂无文件", shape: .open).write(&html)
        }
    }
}

extension VersionLink {
    func writeTag(_ html: inout HTMLWriter) {
        StatusTag(word: state.words, shape: state == .adopted ? .full : state == .draft ? .half : .open).write(&html)
    }
}

/// 公开时限: the words of the catalogue, and under them what they mean.
struct TimeLimitPhrase {
    var timeLimit: TimeLimit?

    func write(_ html: inout HTMLWriter) {
        guard let timeLimit else { return html(.span, .class("quiet"), text: "目录没有写明") }
        html(.span, text: timeLimit.text)
        html(.span, .class("explanation"), text: timeLimit.explanation)
    }
}

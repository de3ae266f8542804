/// The wording of one kind of letter, as the office keeps it (文书模板). Only a template without faults is saved.
package struct LetterTemplate: Sendable, Hashable, Codable {
    package var kind: LetterKind
    /// `政府信息公开申请补正告知书`
    package var title: String
    /// The line under the title, without its colon: `{{申请人}}`.
    package var recipient: String
    /// Paragraphs, one a line.
    package var body: String

    package init(kind: LetterKind, title: String, recipient: String, body: String) {
        self.kind = kind
        self.title = title
        self.recipient = recipient
        self.body = body
    }

    package static let mostLines = 200
    /// Of the whole template, in scalars.
    package static let longest = 20_000
    package static let longestTitle = 100

    /// A part of a line.
    enum Piece: Sendable, Hashable {
        case text(String)
        case placeholder(LetterPlaceholder)
    }

    /// Where a fault is.
    package enum Place: Sendable, Hashable {
        case title
        case recipient
        /// A line of the body, counted from 1.
        case line(Int)

        package var words: String {
            switch self {
            case .title: "标题"
            case .recipient: "主送"
            case .line(let number): "正文第 \(number) 行"
            }
        }
    }

    /// Why a template is not saved.
    package enum Fault: Error, Sendable, Hashable {
        case unknown(String, Place, allowed: [LetterPlaceholder])
        /// There is such a placeholder, but not in a letter of this kind.
        case misplaced(LetterPlaceholder, Place, allowed: [LetterPlaceholder])
        /// `{{` without `}}` on the same line.
        case unclosed(Place)
        /// `}}` without `{{` before it.
        case unopened(Place)
        case missing(LetterPlaceholder)
        case noTitle
        case noBody
        case tooLong(limit: Int)
        case tooManyLines(limit: Int)
        /// A character that cannot stand in a document.
        case control(Place)
    }

    /// Everything that is wrong with it; empty when it may be saved.
    package var faults: [Fault] {
        var faults: [Fault] = []
        if Folding.trimmed(title).isEmpty { faults.append(.noTitle) }
        if Folding.trimmed(body).isEmpty { faults.append(.noBody) }
        let length = title.unicodeScalars.count + recipient.unicodeScalars.count + body.unicodeScalars.count
        if length > Self.longest || title.unicodeScalars.count > Self.longestTitle || recipient.unicodeScalars.count > Self.longestTitle {
            return faults + [.tooLong(limit: length > Self.longest ? Self.longest : Self.longestTitle)]
        }
        let lines = Self.lines(of: body)
        if lines.count > Self.mostLines { return faults + [.tooManyLines(limit: Self.mostLines)] }
        var used: Set<LetterPlaceholder> = []
        let places = [(title, Place.title), (recipient, .recipient)] + lines.enumerated().map { ($1, Place.line($0 + 1)) }
        for (text, place) in places {
            if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }) { faults.append(.control(place)) }
            let (pieces, wrong) = scanned(text, place)
            faults += wrong
            for case .placeholder(let placeholder) in pieces { used.insert(placeholder) }
        }
        for placeholder in LetterPlaceholder.allCases where kind.required.contains(placeholder) && !used.contains(placeholder) {
            faults.append(.missing(placeholder))
        }
        return faults
    }

    /// A line in pieces. What is wrong stays text.
    func pieces(of text: String) -> [Piece] { scanned(text, .title).pieces }

    private func scanned(_ text: String, _ place: Place) -> (pieces: [Piece], faults: [Fault]) {
        var pieces: [Piece] = []
        var faults: [Fault] = []
        for part in TemplatePart.parts(of: text) {
            switch part {
            case .text(let plain): pieces.append(.text(plain))
            case .unclosed(let rest):
                faults.append(.unclosed(place))
                pieces.append(.text(rest))
            case .unopened: faults.append(.unopened(place))
            case .name(let written):
                let name = Folding.trimmed(written)
                if name.unicodeScalars.contains("{") {
                    faults.append(.unclosed(place))
                } else if let placeholder = LetterPlaceholder(rawValue: name) {
                    if !kind.allowed.contains(placeholder) { faults.append(.misplaced(placeholder, place, allowed: kind.allowedInOrder)) }
                    pieces.append(.placeholder(placeholder))
                } else {
                    faults.append(.unknown(name, place, allowed: kind.allowedInOrder))
                }
            }
        }
        return (pieces, faults)
    }

    /// The body's lines, however a browser or an editor ends them.
    static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\r" {
                if !(scalar == "\n" && last == "\r") {
                    lines.append(String(line))
                    line.removeAll()
                }
            } else {
                line.append(scalar)
            }
            last = scalar
        }
        lines.append(String(line))
        return lines
    }
}

extension LetterTemplate.Fault {
    /// What, where, and how to put it right.
    package var sentence: String {
        switch self {
        case .unknown(let name, let place, let allowed):
            "\(place.words)的“{{\(name)}}”不是可用的占位符，请改用：\(Self.list(allowed))。"
        case .misplaced(let placeholder, let place, let allowed):
            "\(place.words)的“\(placeholder.written)”不能用在这种文书里，请改用：\(Self.list(allowed))。"
        case .unclosed(let place): "\(place.words)的占位符没有写完，请在同一行补上“}}”。"
        case .unopened(let place): "\(place.words)有多余的“}}”，请删除，或者在前面补上“{{”。"
        case .missing(let placeholder): "这种文书必须写明“\(placeholder.rawValue)”，请在正文中加上“\(placeholder.written)”。"
        case .noTitle: "请填写标题。"
        case .noBody: "请填写正文。"
        case .tooLong(let limit): "内容超过 \(limit) 字，请缩短。"
        case .tooManyLines(let limit): "正文超过 \(limit) 行，请缩短。"
        case .control(let place): "\(place.words)有不能打印的控制字符，请删除。"
        }
    }

    private static func list(_ placeholders: [LetterPlaceholder]) -> String { placeholders.map(\.written).joined(separator: "、") }
}

/// Fonts whose letters are pictures: what a character of Wingdings shows, as the Unicode sign that looks like it.
///
/// Only the signs that stand for ticks and boxes in tables are known; source: the Wingdings and Wingdings 2 character charts.
enum SymbolFont {
    case wingdings
    case wingdings2
    case webdings

    init?(fontName: String) {
        switch fontName.lowercased() {
        case "wingdings": self = .wingdings
        case "wingdings 2", "wingdings2": self = .wingdings2
        case "webdings": self = .webdings
        default: return nil
        }
    }

    /// - Parameter code: the character's code, either plain (0x00–0xFF) or in Word's private area (0xF000–0xF0FF).
    func sign(for code: UInt32) -> Unicode.Scalar? {
        let code = code & 0xF000 == 0xF000 ? code & 0xFF : code
        switch self {
        case .wingdings:
            switch code {
            case 0xFE, 0xFD, 0x78: return "☑"
            case 0xFC: return "✓"
            case 0x6E, 0x67: return "■"
            case 0xA8, 0x6F, 0x71, 0x72: return "□"
            case 0x6C: return "●"
            case 0xA1, 0x6D: return "○"
            case 0xFB: return "×"
            default: return nil
            }
        case .wingdings2:
            switch code {
            case 0x52, 0x53, 0x54: return "☑"
            case 0x50: return "✓"
            case 0xA3, 0x30, 0x35: return "□"
            case 0xA2: return "■"
            case 0x4F: return "×"
            case 0x98: return "●"
            case 0x99, 0x9A: return "○"
            default: return nil
            }
        case .webdings:
            switch code {
            case 0x61: return "✓"
            case 0x67: return "■"
            case 0x63: return "□"
            case 0x72: return "×"
            default: return nil
            }
        }
    }

    /// The text with every known character replaced by its sign; `nil` when none is known.
    func signs(in text: String) -> String? {
        var found = false
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let sign = sign(for: scalar.value) {
                result.append(sign)
                found = true
            } else {
                result.append(scalar)
            }
        }
        return found ? String(result) : nil
    }
}

/// How far a long command has come: a bar drawn over and over on a terminal, otherwise a plain line every few seconds.
struct ProgressLine {
    private let isTerminal = Output.isErrorTerminal
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant?
    private var isDrawn = false

    /// - Parameters:
    ///   - fraction: 0 to 1; `nil` when the whole is not known.
    ///   - startFraction: where this run began, so that the remaining time counts only its own work.
    mutating func show(fraction: Double?, since startFraction: Double = 0, _ words: String) {
        let now = ContinuousClock.now
        let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
        if let last, now - last < pause { return }
        if last == nil && !isTerminal {
            // Short work needs no line at all.
            last = now
            return
        }
        last = now
        var text = words
        if let fraction {
            let done = fraction - startFraction
            if done > 0.001 {
                let remaining = seconds * (1 - fraction) / done
                text += "，还需约 \(Self.duration(remaining))"
            }
            let percent = "\(Int(fraction * 100))%"
            if isTerminal {
                let filled = Int(fraction * 24)
                text = "[\(String(repeating: "█", count: filled))\(String(repeating: "░", count: 24 - filled))] \(percent) \(text)"
            } else {
                text = "\(percent) \(text)"
            }
        }
        if isTerminal {
            Output.progress("\r\u{1B}[K\(text)")
            isDrawn = true
        } else {
            Output.error(text)
        }
    }

    /// Leaves the line clean for what is said next.
    mutating func clear() {
        if isDrawn { Output.progress("\r\u{1B}[K") }
        isDrawn = false
    }

    var seconds: Double {
        let elapsed = ContinuousClock.now - start
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }

    static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        if whole < 60 { return "\(whole) 秒" }
        if whole < 3600 { return "\(whole / 60) 分 \(whole % 60) 秒" }
        return "\(whole / 3600) 小时 \(whole % 3600 / 60) 分"
    }
}
